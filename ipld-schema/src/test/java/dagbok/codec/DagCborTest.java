package dagbok.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.io.BaseEncoding;
import com.sun.management.ThreadMXBean;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DagCborTest {
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  @Test
  void sortsKeysByLengthFirst() {
    Ipld map = Ipld.map(Map.of("aa", Ipld.of(1), "b", Ipld.of(2), "a", Ipld.of(3)));

    assertThat(HEX.encode(DagCbor.encode(map))).isEqualTo("a3616103616202626161" + "01");
  }

  @Test
  void roundTripsEveryKind() throws DecodeException {
    Ipld value =
        Ipld.map(
            Map.of(
                "link", Ipld.link(Cid.of(Multicodec.RAW, new byte[3])),
                "list", Ipld.list(List.of(Ipld.NULL, Ipld.of(true), Ipld.of(false))),
                "ints", Ipld.list(List.of(Ipld.of(Long.MIN_VALUE), Ipld.of(Long.MAX_VALUE))),
                "real", new Ipld.Real(-0.5),
                "bytes", Ipld.of(new byte[300]),
                "text", Ipld.of("dagbok \ud83d\udcd4")));

    assertThat(DagCbor.decode(DagCbor.encode(value))).isEqualTo(value);
  }

  @Test
  void refusesToEncodeWhatHasNoForm() {
    assertThatThrownBy(() -> DagCbor.encode(new Ipld.Real(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DagCbor.encode(Ipld.of("\ud800")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsDepthInMapsAndLists() throws DecodeException {
    byte[] two = HEX.decode("818101");

    assertThat(DagCbor.encode(DagCbor.decode(two, 2))).isEqualTo(two);
    assertThatThrownBy(() -> DagCbor.decode(two, 1))
        .isInstanceOf(DecodeException.class)
        .hasMessage("DAG-CBOR, byte 1: nested deeper than 1");
    assertThat(DagCbor.decode(new byte[] {1}, 0)).isEqualTo(Ipld.of(1));
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    assertThatThrownBy(() -> DagCbor.decode(HEX.decode("a2616202616101")))
        .hasMessage("DAG-CBOR, byte 4: map key out of order");
    assertThatThrownBy(() -> DagCbor.decode(HEX.decode("9affffffff")))
        .hasMessage("DAG-CBOR, byte 0: list of length 4294967295, but 0 bytes remain");
  }

  @Test
  void allocatesNothingForItemsThatAreOnlyClaimed() {
    byte[] bytes = new byte[1_000_000];
    Arrays.fill(bytes, (byte) 0xff); // a break, refused at once
    for (int depth = 0; depth < DagCbor.MAX_DEPTH; depth++) {
      byte[] listOf900000 = {(byte) 0x9a, 0x00, 0x0d, (byte) 0xbb, (byte) 0xa0};
      System.arraycopy(listOf900000, 0, bytes, depth * listOf900000.length, listOf900000.length);
    }
    assertThatThrownBy(() -> DagCbor.decode(bytes)).hasMessageContaining("byte 320: break");

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Throwable refusal = catchThrowable(() -> DagCbor.decode(bytes)); // all classes are loaded now
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(refusal).isInstanceOf(DecodeException.class);
    assertThat(allocated).isLessThan(2_000_000);
  }
}
