package dagbok.cid;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.io.ByteArrayOutputStream;

/** CIDs, multibase and varints out of anything. */
class CidFuzzTest {
  @FuzzTest
  void text(byte[] data) {
    Cid cid;
    try {
      cid = Cid.parse(Texts.anything(data));
    } catch (CidFormatException e) {
      return;
    }
    for (Multibase base : Multibase.values()) {
      Check.same(Cid.parse(cid.toString(base)), cid, base + " of a CID");
    }
  }

  @FuzzTest
  void bytes(byte[] data) {
    try {
      Cid cid = Cid.ofBytes(data);
      Check.sameBytes(cid.toBytes(), data, "CID");
      Check.same(Cid.ofDigest(cid.codec(), cid.digest()), cid, "a CID of its parts");
    } catch (CidFormatException e) {
      // no CID
    }
    try {
      Cid.Read read = Cid.read(data, 0);
      Check.that(read.next() <= data.length, "read past the end");
    } catch (CidFormatException e) {
      // no CID
    }
  }

  @FuzzTest
  void multibase(byte[] data) {
    String text = Texts.anything(data);
    byte[] bytes;
    try {
      bytes = Multibase.decode(text);
    } catch (CidFormatException e) {
      return;
    }
    String again = Multibase.of(text).encode(bytes);
    Check.that(again.equalsIgnoreCase(text), "decoded, but not what would be encoded");
  }

  @FuzzTest
  void varint(byte[] data) {
    int position = 0;
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    try {
      while (position < data.length) {
        Varint.Read read = Varint.read(data, position);
        Check.that(read.value() >= 0, "negative varint");
        Varint.write(again, read.value());
        Check.same(again.size(), read.next(), "length of what was written");
        position = read.next();
      }
      Check.sameBytes(again.toByteArray(), data, "varints");
    } catch (CidFormatException e) {
      // no varint
    }
  }
}
