package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Outlet;
import dagbok.cli.term.Terminal;
import dagbok.config.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual commands once, against a server that always says the same. Of no use to anybody
 * but the launcher: it notes which classes are loaded here, and keeps them in the form that the
 * Java VM starts with fastest.
 */
public final class Rehearsal {
  private static final List<String[]> COMMANDS =
      List.of(
          new String[] {"status"},
          new String[] {"status", "--json"},
          new String[] {"doctor"},
          new String[] {"peers"},
          new String[] {"feed"},
          new String[] {"post", "text", "--tag", "x"},
          new String[] {"profile", "list"},
          new String[] {"follow", "x"},
          new String[] {"inspect", "x"});
  private static final int BUFFER_BYTES = 64 * 1024;

  private Rehearsal() {}

  /** Takes no arguments; leaves nothing behind. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("dagbok-rehearsal-");
    Home home = Home.in(folder);
    home.createFolders();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(home.socket()));
      Thread thread = new Thread(() -> serve(server), "rehearsal");
      thread.setDaemon(true);
      thread.start();
      for (String[] command : COMMANDS) {
        run(folder, command);
      }
    } finally {
      for (Path path : List.of(home.socket(), home.run(), home.data(), folder)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void run(Path folder, String... command) {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            Outlet.to(OutputStream.nullOutputStream()),
            Outlet.to(OutputStream.nullOutputStream()),
            false,
            false,
            false,
            Terminal.ofSystem(Map.of()).width(),
            false);
    Surroundings surroundings =
        new Surroundings(
            terminal,
            Map.of(Home.VARIABLE, folder.toString()),
            folder,
            ZoneId::systemDefault,
            System::nanoTime,
            Patience.STANDARD);
    int code = new Cli(surroundings, Local.NOTHING).execute(command);
    if (code != ExitCode.DONE.number()) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
    }
  }

  private static void serve(ServerSocketChannel server) {
    byte[] body = answer().toString().getBytes(StandardCharsets.UTF_8);
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
    byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
    try {
      while (true) {
        try (SocketChannel connection = server.accept()) {
          connection.read(ByteBuffer.allocate(BUFFER_BYTES));
          connection.write(ByteBuffer.wrap(headBytes));
          connection.write(ByteBuffer.wrap(body));
        }
      }
    } catch (IOException e) {
      // The rehearsal is over.
    }
  }

  /** Fits every question. */
  private static JsonObject answer() {
    JsonObject profile =
        JsonObject.builder().put("name", "x").put("own", true).put("live", 1).build();
    JsonObject warning = JsonObject.builder().put("text", "x").put("fix", "x").build();
    return JsonObject.builder()
        .put("entry", "x")
        .put("profile", "x")
        .put("time", 1)
        .put("text", "x x")
        .put("state", "SAVED")
        .putTexts("tags", List.of("x"))
        .putTexts("contents", List.of("x"))
        .putObjects("profiles", List.of(profile))
        .putObjects("warnings", List.of(warning))
        .build();
  }
}
