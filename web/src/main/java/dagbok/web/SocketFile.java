package dagbok.web;

import dagbok.web.guard.Secrets;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The Unix socket's place in the file system. */
final class SocketFile {
  /** The longest path that every system takes, in bytes. */
  static final int MAX_PATH_BYTES = 103;

  private SocketFile() {}

  /** Makes the folder, and takes away the socket that a daemon left which was killed. */
  static void prepare(Path socket) throws IOException {
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
      throw new IOException(
          "the path of the socket has more than " + MAX_PATH_BYTES + " bytes: " + socket);
    }
    Path folder = socket.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("the socket has no folder: " + socket);
    }
    Secrets.makeFolder(folder);
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(
            socket, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException(socket + " is no socket; move it away");
    }
    if (answers(socket)) {
      throw new IOException("another daemon is running: it answers at " + socket);
    }
    Files.delete(socket);
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  /** Only its owner may use it. */
  static void protect(Path socket) throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
  }
}
