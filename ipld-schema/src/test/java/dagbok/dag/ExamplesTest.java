package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.crypto.Verifier;
import dagbok.schema.SchemaException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The independent model's profiles give the same everywhere, and its bad ones are refused. */
final class ExamplesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"history-1.car", "history-2.car", "history-3.car", "history-4.car", "diary.car"})
  void functionsGiveWhatTheModelGives(String name) throws Exception {
    assertThat(told(verify(Examples.read(name)))).isEqualTo(Examples.expected(name));
  }

  @Test
  void snapshotAloneIsVerifiedToo() throws Exception {
    Examples.Car car = Examples.read("history-4.car");
    Verification whole = verify(car);
    Verification alone =
        Verification.of(whole.snapshot().orElseThrow(), car::read, Verifier.ed25519());
    assertThat(alone.isRight()).isTrue();
    assertThat(alone.node()).isEqualTo(whole.node());
    assertThat(alone.head()).isEmpty();
  }

  @Test
  void forgedEntryIsRefusedForItsSignature() throws Exception {
    Verification verification = verify(Examples.read("bad-forge.car"));
    assertThat(verification.firstFaults())
        .extracting(Fault::expected)
        .anyMatch(expected -> expected.contains("entry that can be accepted"))
        .anyMatch(expected -> expected.startsWith("snapshot"))
        .anyMatch(expected -> expected.startsWith("node"));
    assertThat(verification.firstFaults())
        .extracting(Fault::found)
        .anyMatch(found -> found.contains("expected a signature by the key of device"));
    assertThat(verification.entries()).isEqualTo(1);
  }

  @Test
  void droppedItemShowsInReferenceSnapshotAndNode() throws Exception {
    Verification verification = verify(Examples.read("bad-drop.car"));
    assertThat(verification.firstFaults())
        .extracting(Fault::toString)
        .anyMatch(text -> text.contains("expected items 7, found a snapshot that says 8"))
        .anyMatch(text -> text.contains("expected snapshot baf"))
        .anyMatch(text -> text.contains("expected node baf"));
    assertThat(verification.entries()).isEqualTo(7);
  }

  @Test
  void missingPackIsAFaultAndMissingMediaIsNot() throws Exception {
    Examples.Car car = Examples.read("history-2.car");
    Map<Cid, byte[]> fewer = new HashMap<>(car.blocks());
    fewer.values().removeIf(bytes -> bytes.length > 30_000);
    Verification verification = verify(new Examples.Car(car.root(), fewer));
    assertThat(verification.isRight()).isTrue();
    assertThat(verification.mediaMissing()).isPositive();

    fewer.values().removeIf(bytes -> bytes.length > 5_000);
    assertThat(verify(new Examples.Car(car.root(), fewer)).firstFaults())
        .extracting(Fault::expected)
        .contains("a pack");
  }

  @Test
  void changedBytesAreNoticedEverywhere() throws Exception {
    Examples.Car car = Examples.read("history-1.car");
    for (Cid cid : car.blocks().keySet()) {
      Map<Cid, byte[]> changed = new HashMap<>(car.blocks());
      byte[] bytes = car.read(cid).orElseThrow().clone();
      bytes[bytes.length / 2] ^= 1;
      changed.put(cid, bytes);
      Examples.Car bent = new Examples.Car(car.root(), changed);
      if (cid.equals(car.root())) {
        assertThatThrownBy(() -> verify(bent)).isInstanceOf(SchemaException.class);
      } else {
        assertThat(verify(bent).isRight()).as("%s changed", cid).isFalse();
      }
    }
  }

  private static Verification verify(Examples.Car car) throws SchemaException {
    return Verification.of(car.root(), car::read, Verifier.ed25519());
  }

  private static Map<String, Ipld> told(Verification verification) {
    Map<String, Ipld> told = new LinkedHashMap<>();
    told.put("head", text(verification.root()));
    told.put("profile", text(verification.profile().root()));
    told.put("node", text(verification.node().orElseThrow()));
    told.put("snapshot", text(verification.snapshot().orElseThrow()));
    told.put("device", text(verification.head().orElseThrow().value().device()));
    told.put("entries", Ipld.of(verification.entries()));
    told.put("live", Ipld.of(verification.live()));
    told.put("packs", Ipld.of(verification.packs()));
    told.put("nodes", Ipld.of(verification.nodes()));
    told.put("faults", Ipld.of(verification.faults()));
    return told;
  }

  private static Ipld text(Cid cid) {
    return Ipld.of(cid.toString());
  }
}
