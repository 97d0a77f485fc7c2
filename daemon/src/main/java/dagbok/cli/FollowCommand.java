package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok follow}. */
@Command(
    name = "follow",
    description = {
      "Follows a profile: keeps a copy of it and shows its posts, to the profile in use or the one",
      "of yours that --profile names.",
      "Catching up goes on in the background; run 'dagbok profile list' to see how far it is."
    },
    footer = {
      "  dagbok follow bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq",
      "  dagbok follow 'dagbok:bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq"
          + "?peer=http://192.0.2.7:8471'",
      "  dagbok follow bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq --stream music",
      "  dagbok follow bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq"
          + " --policy 'text quiet'",
    })
final class FollowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "PROFILE",
      description = "Its root CID in any base, or its share link.")
  private String profile = "";

  @Option(names = "--stream", paramLabel = "S", description = "Only this stream.")
  private @Nullable String stream;

  @Option(names = "--tag", paramLabel = "T", description = "Only posts with this tag.")
  private @Nullable String tag;

  @Option(
      names = "--policy",
      paramLabel = "WORDS",
      description = "What to keep of it, as for 'dagbok profile policy'; quotes around several.")
  private @Nullable String policy;

  @Option(
      names = "--peer",
      paramLabel = "ADDRESS",
      description = "Who has it: a multiaddr or URL. May be repeated.")
  private List<String> peers = new ArrayList<>();

  FollowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Reference reference = reference();
    List<String> addresses = new ArrayList<>(reference.peers());
    addresses.addAll(peers);
    JsonObject request =
        JsonObject.builder()
            .put("profile", reference.name())
            .putTexts("peers", addresses)
            .put("stream", Optional.ofNullable(stream))
            .put("tag", Optional.ofNullable(tag))
            .put("policy", Optional.ofNullable(policy))
            .put("as", ProfileChoice.as(session))
            .build();
    session.print(session.post("follows", request), this::show);
    return ExitCode.DONE.number();
  }

  /** In the words of the daemon, which is not asked where there is nothing to ask it. */
  private Reference reference() {
    try {
      return Reference.parse(profile);
    } catch (Failure e) {
      throw new Failure(
          e.code(),
          "'" + Reference.shown(profile) + "' is no share link; was all of it copied?",
          "one looks like dagbok:bafyrei… and has over 60 characters; ask for it again");
    }
  }

  private void show(JsonObject follow) {
    String name = follow.text("name").filter(n -> !n.isBlank()).map(n -> n + " ").orElse("");
    String state =
        switch (follow.text("progress", "").toUpperCase(Locale.ROOT).replace('-', '_')) {
          case "LOOKING" -> "looking for somebody who has it";
          case "FETCHING" -> "fetching it";
          case "IN_STEP" -> "all of it is here";
          default -> "catching up";
        };
    session.terminal().line("Following " + name + follow.text("profile", profile) + ": " + state);
    follow
        .text("trouble")
        .ifPresent(trouble -> session.terminal().wrapped(session.inHome(trouble), 2));
  }
}
