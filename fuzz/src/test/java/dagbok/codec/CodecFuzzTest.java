package dagbok.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Multicodec;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;

/** The codecs, and the links in what they give. */
class CodecFuzzTest {
  @FuzzTest
  void dagCbor(byte[] data) {
    Ipld value;
    try {
      value = DagCbor.decode(data);
    } catch (DecodeException e) {
      return;
    }
    Check.sameBytes(DagCbor.encode(value), data, "DAG-CBOR");
    Check.that(Links.of(value).size() <= data.length, "more links than bytes");
    checkJson(value);
  }

  /** Whatever DAG-JSON can say comes back from it. */
  private static void checkJson(Ipld value) {
    String text;
    try {
      text = DagJson.encode(value);
    } catch (IllegalArgumentException e) {
      return; // a map in the form of a link or of bytes
    }
    try {
      Check.sameBytes(
          DagCbor.encode(DagJson.decode(text)), DagCbor.encode(value), "value as DAG-JSON");
    } catch (DecodeException e) {
      throw new AssertionError("DAG-JSON that can't be read back: " + text, e);
    }
  }

  @FuzzTest
  void dagJson(byte[] data) throws DecodeException {
    Ipld value;
    try {
      value = DagJson.decode(Texts.anything(data));
    } catch (DecodeException e) {
      return;
    }
    String text = DagJson.encode(value);
    Check.same(DagJson.encode(DagJson.decode(text)), text, "canonical text");
    Check.sameBytes(
        DagCbor.encode(DagCbor.decode(DagCbor.encode(value))), DagCbor.encode(value), "DAG-CBOR");
  }

  @FuzzTest
  void dagPb(byte[] data) {
    try {
      Ipld node = DagPb.decode(data);
      Check.that(
          Links.of(Block.of(Multicodec.DAG_PB, data)).equals(Links.of(node)), "links differ");
    } catch (DecodeException e) {
      // no DAG-PB
    }
  }
}
