package dagbok.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program that takes the lock of a file, says so, and holds it until it is killed. */
public final class LockHolder {
  private LockHolder() {}

  /** Takes the path. */
  public static void main(String[] arguments) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.println(lock.isValid() ? "held" : "not held");
      int unused = System.in.read(); // nobody writes: ends with whoever started it
    }
  }
}
