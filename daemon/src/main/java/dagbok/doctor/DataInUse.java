package dagbok.doctor;

import dagbok.config.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A data folder that a daemon holds which does not answer at this home's socket. */
public final class DataInUse implements Check {
  static final String CODE = "data-in-use";

  private static final int MAX_PID_BYTES = 32;

  private final Home home;

  /** For a home whose daemon does not answer. */
  public DataInUse(Home home) {
    this.home = home;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "No other daemon holds the data folder";
  }

  @Override
  public List<Finding> look() {
    if (!isLocked(home.data().resolve("lock"))) {
      return List.of();
    }
    Optional<Long> process = process();
    return List.of(
        Finding.broken(
            "A daemon"
                + process.map(pid -> " (process " + pid + ")").orElse("")
                + " holds the data folder "
                + home.data()
                + ", but does not answer at "
                + home.socket(),
            process
                .map(pid -> "stop it with 'kill " + pid + "', then run 'dagbok run'")
                .orElse("stop that daemon, then run 'dagbok run'")));
  }

  static boolean isLocked(Path file) {
    if (!Files.isWritable(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The one that the daemon noted, if it lives. */
  private Optional<Long> process() {
    try {
      if (Files.size(home.pid()) > MAX_PID_BYTES) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readString(home.pid()).strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandle::pid);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
