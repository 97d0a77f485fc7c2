package dagbok.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.crypto.SigningKey;
import dagbok.schema.ProfileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that wait, whichever version wrote them. */
final class PendingFolderTest {
  private static final byte[] SEED = new byte[SigningKey.SEED_BYTES];

  @TempDir Path folder;

  private static Ipld file(long version, Cid root) {
    Ipld proof = Ipld.map(Map.of("v", Ipld.of(version), "items", Ipld.list(List.of())));
    return Ipld.map(
        Map.of(
            "v", Ipld.of(version),
            "profile", Ipld.reference(root),
            "seed", Ipld.of(SEED),
            "granter", Ipld.reference(root),
            "addresses", Ipld.list(List.of(Ipld.of("memory"))),
            "proof", Ipld.of(DagCbor.encode(proof))));
  }

  private Cid written(long version) throws IOException {
    Cid root = Cid.of(Multicodec.DAG_CBOR, new byte[] {1});
    String text = BaseEncoding.base64().encode(DagCbor.encode(file(version, root)));
    Files.writeString(folder.resolve("key.pending"), text + "\n");
    return root;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void keyThatAnEarlierVersionKeptIsThereStill(long version) throws IOException {
    Cid root = written(version);
    List<PendingKey> all = new PendingFolder(folder).all();
    assertThat(all).hasSize(1);
    assertThat(all.get(0).profile()).isEqualTo(new ProfileId(root));
    assertThat(all.get(0).seed()).isEqualTo(SEED);
    assertThat(all.get(0).addresses()).containsExactly("memory");
    assertThat(all.get(0).proof()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3})
  void fileOfAVersionThatIsNotKnownIsLeftAlone(long version) throws IOException {
    Cid unused = written(version);
    assertThat(new PendingFolder(folder).all()).isEmpty();
    assertThat(folder.resolve("key.pending")).exists();
  }

  @Test
  void whatIsKeptIsReadAgain() throws IOException {
    Cid root = written(1);
    PendingFolder pending = new PendingFolder(folder);
    PendingKey key = pending.all().get(0);
    Files.delete(folder.resolve("key.pending"));
    pending.keep(key);
    assertThat(pending.all().get(0).granter()).isEqualTo(root);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
