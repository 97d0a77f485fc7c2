package dagbok.block;

import static dagbok.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final Cid A = Cid.of(Multicodec.RAW, new byte[] {1});
  private static final Cid B = Cid.of(Multicodec.DAG_CBOR, new byte[] {2});
  private static final Cid C = Cid.of(Multicodec.DAG_PB, new byte[] {3});
  private static final Ipld VALUE =
      Ipld.list(
          List.of(
              Ipld.link(B),
              Ipld.map(Map.of("x", Ipld.list(List.of(Ipld.link(A), Ipld.link(B))))),
              Ipld.reference(A),
              Ipld.link(C)));

  @Test
  void areThoseOfDagCborInOrderAndOnce() throws DecodeException {
    assertThat(Links.of(Block.of(Multicodec.DAG_CBOR, DagCbor.encode(VALUE))))
        .containsExactly(B, A, C);
  }

  @Test
  void areThoseOfDagJson() throws DecodeException {
    byte[] json = DagJson.encode(VALUE).getBytes(StandardCharsets.UTF_8);

    assertThat(Links.of(Block.of(Multicodec.DAG_JSON, json))).containsExactly(B, A, C);
  }

  @Test
  void areThoseOfDagPb() throws DecodeException {
    byte[] node = hex("12260a24" + hex(B.toBytes()) + "12260a24" + hex(A.toBytes()));

    assertThat(Links.of(Block.of(Multicodec.DAG_PB, node))).containsExactly(B, A);
  }

  @Test
  void areNoneInRawBytesThatLookLikeDagCbor() throws DecodeException {
    byte[] bytes = DagCbor.encode(VALUE);

    assertThat(Links.of(Block.of(Multicodec.RAW, bytes))).isEmpty();
  }

  @Test
  void areNotLookedForInWhatIsMalformed() {
    for (Multicodec codec : List.of(Multicodec.DAG_CBOR, Multicodec.DAG_PB, Multicodec.DAG_JSON)) {
      Block block = Block.of(codec, new byte[] {'"', (byte) 0xff, '"'});

      assertThatThrownBy(() -> Links.of(block)).isInstanceOf(DecodeException.class);
    }
  }
}
