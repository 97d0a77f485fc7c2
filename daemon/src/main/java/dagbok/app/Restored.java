package dagbok.app;

import dagbok.backup.Restoring;
import dagbok.ipfs.IpfsException;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in the profiles that a restored backup left for the first start; each file goes then. */
final class Restored {
  private static final Logger log = LoggerFactory.getLogger(Restored.class);

  private final Path folder;
  private final Profiles profiles;

  Restored(Path data, Profiles profiles) {
    this.folder = data.resolve(Restoring.CARS);
    this.profiles = profiles;
  }

  /**
   * Takes them in.
   *
   * @throws IpfsException if the IPFS node does not answer, so that it is to be tried again
   */
  void takeIn() {
    for (Path file : files()) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        Profiles.Imported imported = profiles.importCar(in);
        Files.delete(file);
        log.info("{} is restored: {} entries", imported.profile(), imported.entries());
      } catch (Refusal e) {
        if (e.reason() == Refusal.Reason.NO_IPFS && e.getCause() instanceof IpfsException away) {
          throw away;
        }
        log.warn("{} is not taken in: {}", file, e.error());
      } catch (IOException e) {
        log.warn("{} is not taken in", file, e);
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".car")).sorted().toList();
    } catch (IOException e) {
      log.warn("{} can't be read", folder, e);
      return List.of();
    }
  }
}
