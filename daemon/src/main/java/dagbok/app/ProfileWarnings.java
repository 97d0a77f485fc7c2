package dagbok.app;

import dagbok.profile.Budget;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.web.port.Health.Warning;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with held profiles themselves, whatever the network does. */
final class ProfileWarnings {
  private static final int MEBIBYTE_SHIFT = 20;

  private final ReplicaBook replicas;
  private final Names names;
  private final Budget budget;

  ProfileWarnings(ReplicaBook replicas, Names names, Budget budget) {
    this.replicas = replicas;
    this.names = names;
    this.budget = budget;
  }

  List<Warning> all() {
    Stream<Warning> closed =
        replicas.unopened().stream()
            .map(un -> warning(un.why().code(), un.row().profile().toString(), un.why()));
    return Stream.concat(closed, replicas.all().stream().flatMap(this::of)).toList();
  }

  private static Warning warning(String code, String name, dagbok.profile.LimitException why) {
    return new Warning(code, name + ": " + why.getMessage(), why.cure());
  }

  private Stream<Warning> of(Replica replica) {
    Stream.Builder<Warning> warnings = Stream.builder();
    String name = names.name(replica) + ": ";
    if (replica.derived().isFull()) {
      warnings.add(
          new Warning(
              "profile-full",
              name + "the profile is full, so nothing new of it is published",
              "Create another one: dagbok profile create NAME"));
    }
    if (replica.own() && !replica.derived().forks().isEmpty()) {
      warnings.add(
          new Warning(
              "device-key-twice",
              name
                  + "the key of one of your devices is in use twice: somebody stole it, or a copy"
                  + " of the data folder is running",
              "Stop the copy; if there is none, take your name to a new profile: dagbok profile"
                  + " create NAME"));
    }
    if (replica.own() && replica.bytes() > budget.allBytes()) {
      warnings.add(
          new Warning(
              "profile-large",
              name
                  + "your profile has "
                  + (replica.bytes() >> MEBIBYTE_SHIFT)
                  + " MiB of posts, which is much for the memory that the daemon has",
              "Give the daemon more memory: JAVA_TOOL_OPTIONS=-Xmx4g dagbok run"));
    }
    return warnings.build();
  }
}
