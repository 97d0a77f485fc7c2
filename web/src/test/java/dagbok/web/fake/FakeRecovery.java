package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Backups;
import dagbok.web.port.Follows;
import dagbok.web.port.Recovery;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whatever the 24 words, there is a profile, and a device if somebody has it; a backup is a line of
 * text.
 */
public final class FakeRecovery implements Recovery, Backups {
  /** Profiles whose device may write again. */
  public final List<ProfileId> resumed = new CopyOnWriteArrayList<>();

  private final FakeDaemon daemon;

  FakeRecovery(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  /** Whether somebody has what is asked for. */
  public boolean found = true;

  @Override
  public Recovered recover(Recovery.Request request) {
    if (request.phrase().split("\\s+", -1).length != 24) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "this is no recovery phrase",
          "compare it with the paper, word by word");
    }
    Optional<Cid> device =
        found || request.alone() ? Optional.of(daemon.freshCid()) : Optional.empty();
    Follows.Progress progress = found ? Follows.Progress.IN_STEP : Follows.Progress.LOOKING;
    return new Recovered(daemon.freshProfile(), progress, 0, 0, device);
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

  /** A file that holds its passphrase is a backup. */
  @Override
  public Summary verify(Path file, String passphrase) {
    try {
      if (!Files.readString(file).equals(passphrase)) {
        throw new Refusal(
            Refusal.Reason.PASSPHRASE,
            "the passphrase is wrong",
            "try again with the passphrase that the backup was made with");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Summary(
        1_800_000_000,
        "0.1",
        false,
        List.of(new ProfileId(daemon.freshCid())),
        7,
        1,
        0,
        2,
        1,
        true);
  }
}
