package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which profile a command works with. */
final class ProfileChoice {
  private ProfileChoice() {}

  /** The CID or short name, unwrapped. */
  static String bare(String text) {
    return Reference.parse(text).name();
  }

  /** The one of one's own that {@code --profile} names instead of the one in use. */
  static Optional<String> as(Session session) {
    return Optional.ofNullable(session.globals().profile).map(ProfileChoice::bare);
  }

  /** The one that was named, as an argument or by {@code --profile}, if one was. */
  static Optional<Reference> named(Session session, @Nullable String argument) {
    return Optional.ofNullable(argument)
        .or(() -> Optional.ofNullable(session.globals().profile))
        .map(Reference::parse);
  }

  /** The one that was named, else the one in use. */
  static Reference of(Session session, @Nullable String argument) {
    return named(session, argument).orElseGet(() -> inUse(session));
  }

  private static Reference inUse(Session session) {
    List<JsonObject> profiles = new ArrayList<>();
    session.lines("profiles", profiles::add);
    return profiles.stream()
        .filter(profile -> profile.flag("inUse"))
        .flatMap(profile -> profile.text("profile").stream())
        .map(Reference::parse)
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.FAILED,
                    "no profile is in use",
                    "run 'dagbok profile create NAME', or name one with --profile"));
  }
}
