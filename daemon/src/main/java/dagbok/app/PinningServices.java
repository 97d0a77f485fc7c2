package dagbok.app;

import dagbok.config.Config;
import dagbok.ipfs.Peers;
import dagbok.pinning.PinningService;
import dagbok.pinning.RemoteKeeper;
import dagbok.profile.Replicas;
import dagbok.schema.ProfileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The pinning service that the settings name. */
final class PinningServices {
  private static final long MAX_TOKEN_BYTES = 8 * 1024;
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private PinningServices() {}

  /**
   * What keeps one's own profiles there; empty if no service is set.
   *
   * @throws IOException if its token can't be read; the message says why
   */
  static Optional<RemoteKeeper> of(
      Config.Keep keep,
      Replicas replicas,
      Peers peers,
      ScheduledExecutorService executor,
      Consumer<ProfileId> onChange)
      throws IOException {
    if (keep.service().isEmpty()) {
      return Optional.empty();
    }
    Path file =
        keep.serviceSecretFile()
            .orElseThrow(
                () ->
                    new IOException(
                        "keep.service.url is set and keep.service.secret-file is not; put the"
                            + " service's token into a file of mode 600 and name it there"));
    PinningService service = new PinningService(keep.service().get(), token(file));
    return Optional.of(new RemoteKeeper(service, replicas, peers, executor, onChange));
  }

  private static String token(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.size(file) > MAX_TOKEN_BYTES) {
      throw new IOException("the file of keep.service.secret-file can't be read: " + file);
    }
    String token = Files.readString(file).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new IOException("the file of keep.service.secret-file holds no token: " + file);
    }
    return token;
  }
}
