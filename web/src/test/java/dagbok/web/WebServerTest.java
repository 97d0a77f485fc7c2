package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping. */
class WebServerTest {
  @TempDir Path folder;

  @Test
  void socketOfADeadDaemonIsReplaced() throws IOException {
    Path socket = Files.createDirectories(folder.resolve("run")).resolve("socket");
    ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    dead.bind(UnixDomainSocketAddress.of(socket));
    dead.close();
    assertThat(socket).exists();
    try (Site site = new Site(folder)) {
      assertThat(overSocket(site)).isEqualTo(200);
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void socketOfALivingDaemonIsLeftAlone() throws IOException {
    try (Site site = new Site(folder)) {
      assertThatThrownBy(() -> new Site(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another daemon is running");
      assertThat(overSocket(site)).isEqualTo(200);
      assertThat(site.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void fileInPlaceOfTheSocketIsLeftAlone() throws IOException {
    Path socket = Files.createDirectories(folder.resolve("run")).resolve("socket");
    Files.writeString(socket, "precious");
    assertThatThrownBy(() -> new Site(folder)).hasMessageContaining("is no socket");
    assertThat(socket).hasContent("precious");
  }

  @Test
  void portThatIsTakenIsSaid() throws IOException {
    try (Site site = new Site(folder)) {
      assertThatThrownBy(() -> onPort(site.server.port()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(site.server.port()));
    }
  }

  @Test
  void portThatSomebodyHasAtOneLoopbackAddressIsNotUsed() throws IOException {
    CrowdTest.assumeIpv6();
    try (ServerSocket thief = new ServerSocket()) {
      thief.bind(new InetSocketAddress(InetAddress.getAllByName("::1")[0], 0));
      assertThatThrownBy(() -> onPort(thief.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("0:0:0:0:0:0:0:1")
          .hasMessageContaining(String.valueOf(thief.getLocalPort()));
    }
  }

  private Site onPort(int port) throws IOException {
    return new Site(
        folder.resolve("other"),
        s ->
            new WebSettings(
                s.bind(),
                port,
                s.extraHosts(),
                s.runFolder(),
                s.socket(),
                s.secrets(),
                s.uploads(),
                s.maxUploadBytes(),
                s.openMetrics(),
                s.clock(),
                s.random()));
  }

  @Test
  void secretsAreTheirOwnersAlone() throws IOException {
    try (Site site = new Site(folder)) {
      site.session();
      for (Path file : List.of(site.tokenFile(), folder.resolve("secrets/session-key"))) {
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
      assertThat(Files.getPosixFilePermissions(folder.resolve("secrets")))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void leftOverUploadsAreCleared() throws IOException {
    Path left = Files.createDirectories(folder.resolve("uploads")).resolve("part1.tmp");
    Files.writeString(left, "x");
    try (Site site = new Site(folder)) {
      assertThat(left).doesNotExist();
      assertThat(site.server.url()).isEqualTo("http://localhost:" + site.server.port() + "/");
    }
  }

  private static int overSocket(Site site) throws IOException {
    return Raw.send(
            site.settings.socket(), "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .status();
  }
}
