package dagbok.app;

import dagbok.disk.WholeFile;
import dagbok.ipfs.IpfsChoice.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A file that remembers in which kinds of IPFS nodes this daemon has kept something. */
final class UsedNodes {
  private final Path file;

  UsedNodes(Path data) {
    this.file = data.resolve("ipfs-nodes");
  }

  Set<Kind> read() throws IOException {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (Files.exists(file)) {
      for (Kind kind : Kind.values()) {
        if (Files.readAllLines(file).contains(name(kind))) {
          kinds.add(kind);
        }
      }
    }
    return kinds;
  }

  void write(Set<Kind> kinds) throws IOException {
    String text = kinds.stream().map(kind -> name(kind) + "\n").collect(Collectors.joining());
    WholeFile.write(file, text);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
