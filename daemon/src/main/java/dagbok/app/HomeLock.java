package dagbok.app;

import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.config.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds the data folder for one daemon; the lock goes with the process, however that ends. */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  static HomeLock take(Home home) {
    return take(home, "run 'dagbok open' to use that one, or choose another folder with --home");
  }

  /** {@code hint} says what to do if a daemon has it. */
  static HomeLock take(Home home, String hint) {
    Path file = home.data().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new Failure(
            ExitCode.FAILED,
            "the data folder " + home.data() + " is in use by another daemon",
            hint);
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          "the data folder " + home.data() + " can't be written: " + e.getMessage(),
          "see that you may write there, or choose another folder with --home");
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
