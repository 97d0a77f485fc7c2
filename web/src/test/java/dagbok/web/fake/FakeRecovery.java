package dagbok.web.fake;

import dagbok.schema.ProfileId;
import dagbok.web.port.Backups;
import dagbok.web.port.Follows;
import dagbok.web.port.Recovery;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whatever the words, there is a profile and a device; a backup is a line of text. */
public final class FakeRecovery implements Recovery, Backups {
  /** Profiles whose device may write again. */
  public final List<ProfileId> resumed = new CopyOnWriteArrayList<>();

  private final FakeDaemon daemon;

  FakeRecovery(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public Recovered recover(Recovery.Request request) {
    return new Recovered(
        daemon.freshProfile(),
        Follows.Progress.IN_STEP,
        1,
        1,
        Optional.of(daemon.freshCid()).filter(device -> !request.phrase().isEmpty()));
  }

  @Override
  public void resume(ProfileId profile) {
    resumed.add(profile);
  }

  @Override
  public void create(Backups.Request request, OutputStream out) {
    try {
      out.write((request + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
