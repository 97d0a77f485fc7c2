package dagbok.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command that shows something of a profile: the one that is named, else the one in use. */
abstract class ProfileQuery implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROFILE",
      description = "A CID or short name; else the profile in use.")
  private @Nullable String profile;

  ProfileQuery(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    show(session, "profiles/" + ProfileChoice.of(session, profile).segment());
    return ExitCode.DONE.number();
  }

  /** Shows it; {@code path} is the profile's place in the API. */
  abstract void show(Session caller, String path);
}
