package dagbok.app;

import dagbok.doctor.Check;
import dagbok.doctor.Finding;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.DoubtWords;
import dagbok.publish.EntryWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Whether something is wrong with held profiles themselves, whatever the network does. */
final class ProfileChecks {
  private final ReplicaBook replicas;
  private final Names names;
  private final EntryWriter writer;

  ProfileChecks(ReplicaBook replicas, Names names, EntryWriter writer) {
    this.replicas = replicas;
    this.names = names;
    this.writer = writer;
  }

  private record Looked(String code, String title, Supplier<List<Finding>> findings)
      implements Check {
    @Override
    public List<Finding> look() {
      return findings.get();
    }
  }

  List<Check> all() {
    return List.of(
        new Looked("profile-closed", "All held profiles could be opened", this::closed),
        new Looked(
            "profile-full",
            "No profile is full",
            () -> each(r -> r.summary().isFull(), ProfileChecks::full)),
        new Looked("device-in-doubt", "This machine's devices may write", this::inDoubt),
        new Looked(
            "device-key-twice",
            "No key of a device is in use twice",
            () -> each(r -> r.own() && r.summary().forked(), ProfileChecks::forked)));
  }

  private List<Finding> closed() {
    return replicas.unopened().stream()
        .map(
            closed ->
                Finding.broken(
                    closed.row().profile() + ": " + closed.why().getMessage(), closed.why().cure()))
        .toList();
  }

  /** What to say of a profile. */
  private interface Say {
    Finding of(String name, Replica replica);
  }

  private List<Finding> each(Predicate<Replica> which, Say say) {
    return replicas.all().stream()
        .filter(which)
        .map(replica -> say.of(names.name(replica), replica))
        .toList();
  }

  private static Finding full(String name, Replica replica) {
    return Finding.broken(
        name + ": the profile is full, so nothing new of it is published",
        "Create another one: 'dagbok profile create NAME'");
  }

  private List<Finding> inDoubt() {
    return replicas.all().stream()
        .filter(Replica::own)
        .flatMap(
            replica ->
                writer.doubt(replica).stream()
                    .map(
                        doubt ->
                            Finding.broken(
                                names.name(replica) + ": " + DoubtWords.text(doubt),
                                DoubtWords.fix(doubt))))
        .toList();
  }

  private static Finding forked(String name, Replica replica) {
    return Finding.warning(
        name
            + ": the key of one of your devices is in use twice: somebody stole it, or a copy of"
            + " the data folder is running",
        "Let each machine be a device of its own: 'dagbok profile recover'");
  }
}
