package dagbok.it;

import static dagbok.it.Friends.assertRefused;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.held;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.block.CarWriter;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A profile as a file: from one home to another that never meets it, and under the magnifier. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class TravelIT {
  private static final int LARGE_BYTES = 2 << 20;

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  @Test
  void profileTravelsAsFileAndEveryObjectCanBeSeen() throws Exception {
    KuboNode here = kubo.start();
    KuboNode there = kubo.start();
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), here.endpoint().toString());
        DaemonProcess c = DaemonProcess.start(folder.resolve("c"), there.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      Path large = Files.write(folder.resolve("large.bin"), new byte[LARGE_BYTES]);
      post(a, "A large file", "--attach", large.toString());
      JsonNode last = post(a, "# The last one", "--title", "Last", "--tag", "end");

      for (String scope : List.of("packs", "loose")) {
        Path car = folder.resolve(scope + ".car");
        if (scope.equals("loose")) {
          a.run("profile", "export", "--loose", car.toString());
        } else {
          a.run("profile", "export", car.toString());
        }
        JsonNode verdict = c.run("inspect", "verify", car.toString(), "--json").json();
        assertThat(verdict.get("faults").size()).isZero();
        assertThat(verdict.get("live").asLong())
            .isEqualTo(held(a, profile).orElseThrow().get("live").asLong());
        JsonNode imported = c.run("profile", "import", car.toString(), "--json").json();
        assertThat(imported.get("profile").asString()).isEqualTo(profile);
        assertThat(imported.get("new").asLong() > 0).isEqualTo(scope.equals("packs"));
      }
      assertThat(entries(c, profile)).isEqualTo(entries(a, profile));
      assertThat(held(c, profile).orElseThrow().get("snapshot")).isEqualTo(last.get("snapshot"));
      assertThat(c.run("inspect", "verify", profile, "--json").json().get("faults").size())
          .isZero();
      damaged(c, folder.resolve("packs.car"));
      everyObject(a, profile, last);
    }
  }

  @Test
  void profileInTwoPartsIsThereOnceBothAre() throws Exception {
    KuboNode here = kubo.start();
    KuboNode there = kubo.start();
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), here.endpoint().toString());
        DaemonProcess c = DaemonProcess.start(folder.resolve("c"), there.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      Path large = Files.write(folder.resolve("large.bin"), new byte[LARGE_BYTES]);
      post(a, "A large file", "--attach", large.toString());
      Path whole = folder.resolve("whole.car");
      a.run("profile", "export", whole.toString());
      String head = part(whole, 0);
      String rest = part(whole, 1);

      assertThat(c.attempt("", "profile", "import", rest).exit()).isEqualTo(3);
      List<JsonNode> imported = c.run("profile", "import", rest, head, "--json").jsonLines();
      assertThat(imported).hasSize(2);
      assertThat(imported).allMatch(part -> part.get("profile").asString().equals(profile));
      assertThat(entries(c, profile)).isEqualTo(entries(a, profile));
    }
  }

  /** Every other block of a CAR, from the first or the second on, as a CAR of the same root. */
  private static String part(Path car, int first) throws Exception {
    Path part = car.resolveSibling("part-" + first + ".car");
    try (InputStream in = Files.newInputStream(car);
        OutputStream out = Files.newOutputStream(part)) {
      CarReader reader = new CarReader(in);
      CarWriter writer = new CarWriter(out, reader.roots());
      int index = 0;
      for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
        if (index++ % 2 == first) {
          writer.write(block.get());
        }
      }
    }
    return part.toString();
  }

  private void damaged(DaemonProcess c, Path car) throws Exception {
    byte[] bytes = Files.readAllBytes(car);
    bytes[bytes.length / 2] ^= 1;
    Path file = Files.write(folder.resolve("damaged.car"), bytes);
    assertRefused(c.attempt("", "profile", "import", file.toString()), 1).contains("damaged");
    assertThat(c.attempt("", "inspect", "verify", file.toString()).exit()).isEqualTo(1);
  }

  private static void everyObject(DaemonProcess a, String profile, JsonNode last) {
    JsonNode head = a.run("inspect", "head", profile, "--json").json();
    assertThat(head.get("inStep").asBoolean()).isTrue();
    JsonNode snapshot = a.run("inspect", "snapshot", profile, "--json").json();
    String pack = link(snapshot.get("packs").get(0));
    assertThat(a.run("inspect", "pack", pack, "--json").json().has("items")).isTrue();
    JsonNode node = a.run("inspect", "node", last.get("node").asString(), "--json").json();
    assertThat(node.toString()).contains(last.get("entry").asString());
    List<JsonNode> graph = a.run("inspect", "graph", profile, "--json").jsonLines();
    assertThat(graph.get(0).get("node").asString()).isEqualTo(profile);
    assertThat(graph.get(graph.size() - 1).get("node")).isEqualTo(last.get("node"));
    for (String name : List.of("entry", "payload", "head", "snapshot")) {
      a.run("inspect", last.get(name).asString(), "--json").json();
    }
    assertRefused(a.attempt("", "inspect", "pack", last.get("node").asString()), 1)
        .contains("no pack");
  }

  /** The CID of the first link in DAG-JSON. */
  private static String link(JsonNode value) {
    if (value.has("/")) {
      return value.get("/").asString();
    }
    for (JsonNode child : value) {
      String found = link(child);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }
}
