package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.it.DaemonProcess.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/** What tests do with daemons again and again. */
final class Friends {
  /** For everything that goes from one daemon to another. */
  static final Duration SYNC_LIMIT = Duration.ofMinutes(4);

  private Friends() {}

  /** Publishes, and gives what {@code post --json} printed. */
  static JsonNode post(DaemonProcess daemon, String text, String... more) {
    String[] command =
        Stream.concat(Stream.of("post", "-", "--json"), Stream.of(more)).toArray(String[]::new);
    Result result = daemon.attempt(text, command);
    assertThat(result.exit()).describedAs("%s\n%s", result, daemon.logTail()).isZero();
    return result.json();
  }

  static Optional<JsonNode> held(DaemonProcess daemon, String profile) {
    for (JsonNode held : daemon.run("status", "--json").json().get("profiles")) {
      if (held.get("profile").asString().equals(profile)) {
        return Optional.of(held);
      }
    }
    return Optional.empty();
  }

  static List<JsonNode> feed(DaemonProcess daemon, String profile) {
    return daemon.run("feed", profile, "--limit", "0", "--json").jsonLines();
  }

  static List<String> entries(DaemonProcess daemon, String profile) {
    return feed(daemon, profile).stream().map(post -> post.get("entry").asString()).toList();
  }

  static List<String> states(DaemonProcess daemon, String profile) {
    return feed(daemon, profile).stream().map(post -> post.get("state").asString()).toList();
  }

  /** Waits until the follower has all of the profile as its author has it, and keeps it. */
  static void awaitInStep(DaemonProcess author, DaemonProcess follower, String profile) {
    String snapshot = held(author, profile).orElseThrow().get("snapshot").asString();
    follower.await(
        SYNC_LIMIT,
        "the follower to be in step",
        () ->
            held(follower, profile)
                .filter(held -> held.path("snapshot").asString("").equals(snapshot))
                .filter(held -> held.get("inStep").asBoolean() && held.get("pinned").asBoolean())
                .isPresent());
  }

  /** Waits for a warning on the status page, and gives what it says to do. */
  static String awaitWarning(DaemonProcess daemon, String code) {
    daemon.await(SYNC_LIMIT, "the warning " + code, () -> warning(daemon, code).isPresent());
    return warning(daemon, code).orElseThrow().get("fix").asString();
  }

  static Optional<JsonNode> warning(DaemonProcess daemon, String code) {
    for (JsonNode warning : daemon.run("status", "--json").json().get("warnings")) {
      if (warning.get("code").asString().equals(code)) {
        return Optional.of(warning);
      }
    }
    return Optional.empty();
  }

  /** A command that is refused: with this exit code, an error, and a hint; gives what it said. */
  static AbstractStringAssert<?> assertRefused(Result result, int exit) {
    assertThat(result.exit()).describedAs("%s", result).isEqualTo(exit);
    assertThat(result.err()).describedAs("%s", result).contains("error: ").contains("hint: ");
    assertThat(result.err()).doesNotContain("Exception").doesNotContain("\tat ");
    return Assertions.assertThat(result.err());
  }
}
