package dagbok.kubo.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The {@code config} file of a repository whose Kubo does not run. It holds the private key. */
final class KuboConfigFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Pattern TCP_PORT = Pattern.compile("/tcp/(\\d{1,5})$");

  private final Path file;

  KuboConfigFile(Path file) {
    this.file = file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** The peer id that Kubo made with the repository. */
  String peerId() throws IOException {
    return read().path("Identity").path("PeerID").asString("");
  }

  /** The first TCP port for peers, 0 if any is taken or none is set. */
  int swarmPort() throws IOException {
    for (JsonNode address : read().path("Addresses").path("Swarm")) {
      Matcher port = TCP_PORT.matcher(address.asString(""));
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
    }
    return 0;
  }

  /** Writes settings over those that are there, all or none of them. */
  void write(Map<String, String> settings) throws IOException {
    ObjectNode config = read();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      set(config, setting.getKey().split("\\."), JSON.readTree(setting.getValue()));
    }
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "config", ".new");
    try {
      Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(config));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private ObjectNode read() throws IOException {
    try {
      if (JSON.readTree(Files.readString(file)) instanceof ObjectNode config) {
        return config;
      }
    } catch (JacksonException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
    }
    throw new IOException(file + " is no configuration of Kubo");
  }

  private static void set(ObjectNode config, String[] path, JsonNode value) {
    ObjectNode place = config;
    for (int i = 0; i < path.length - 1; i++) {
      place = place.get(path[i]) instanceof ObjectNode inner ? inner : place.putObject(path[i]);
    }
    String last = path[path.length - 1];
    if (value.isNull()) {
      place.remove(last);
    } else {
      place.set(last, value);
    }
  }
}
