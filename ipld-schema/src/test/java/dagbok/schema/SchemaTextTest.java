package dagbok.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The schema's text and the records say the same. */
class SchemaTextTest {
  private static final int MANY = 1000;
  private static final List<Ipld> WRONG =
      List.of(Ipld.NULL, Ipld.of(-1), new Ipld.Real(1.5), Ipld.list(List.of(Ipld.NULL)));

  private final SchemaText text = load();

  private static SchemaText load() {
    try {
      return SchemaText.load();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An object as bytes, the type it should be of, and how its decoder reads it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sample(String type, byte[] bytes, Encoded.Decoder<?> decoder, boolean full) {}

  private static Sample full(String type, byte[] bytes, Encoded.Decoder<?> decoder) {
    return new Sample(type, bytes, decoder, true);
  }

  private static Sample bare(String type, byte[] bytes, Encoded.Decoder<?> decoder) {
    return new Sample(type, bytes, decoder, false);
  }

  private static List<Sample> objects() {
    Payload bare = Samples.payload(List.of(), Post.EMPTY.toBody());
    Payload full = Samples.payload(List.of(Samples.fullContent()), Samples.fullPost().toBody());
    Node node = Node.of(Samples.PROFILE, Samples.cids(2), Samples.cid(1));
    Snapshot snapshot = new Snapshot(Samples.PROFILE, List.of(Samples.packRef(1)));
    return List.of(
        full("Entry", Samples.entry(Samples.cids(3)).encode(), Entry::decode),
        bare("Entry", Samples.rootEntry().encode(), Entry::decode),
        full("Payload", full.encode(), Payload::decode),
        full("Payload", bare.encode(), Payload::decode),
        full("Node", node.encode(), Node::decode),
        bare("Node", Node.root(Samples.cid(1)).encode(), Node::decode),
        bare("Node", Node.merge(Samples.PROFILE, Samples.cids(2)).encode(), Node::decode),
        full("Head", Samples.head(true).encode(), Head::decode),
        bare("Head", Samples.head(false).encode(), Head::decode),
        full("Snapshot", snapshot.encode(), Snapshot::decode),
        full("Pack", Samples.pack().encode(), Pack::decode),
        full("Announcement", Samples.announcement().encode(), Message::decode),
        full("QueryMessage", Samples.query().encode(), Message::decode),
        full("ReplyMessage", Samples.reply().encode(), Message::decode),
        full("DiscoverMessage", Samples.discover(List.of("x")).encode(), Message::decode));
  }

  private static List<Body> bodies() {
    return List.of(
        new Control.Root(Samples.KEY, Optional.of(KeyHash.of(Samples.KEY))).toBody(),
        new Control.Grant(Samples.KEY, Samples.SEAL, Samples.SIG).toBody(),
        new Control.Revoke(Samples.cid(1), Samples.cid(2)).toBody(),
        new Control.Delete(Samples.cids(3)).toBody(),
        Samples.fullProfile().toBody(),
        Samples.fullPost().toBody(),
        new Display.Repost(Samples.TARGET, Map.of()).toBody(),
        new Display.Like(Samples.TARGET, Optional.of("*"), Map.of()).toBody(),
        new Display.Edit(Samples.cid(1), Samples.fullPost(), Map.of()).toBody(),
        new Display.Notice(Samples.TARGET, Samples.TARGET, Map.of()).toBody());
  }

  @Test
  void everyObjectConformsToItsType() throws Exception {
    for (Sample sample : objects()) {
      Ipld value = DagCbor.decode(sample.bytes);
      assertThat(text.conforms(value, sample.type)).as(sample.type).isTrue();
      if (sample.full) {
        assertThat(((Ipld.Struct) value).fields().keySet())
            .as(sample.type)
            .isEqualTo(text.type(sample.type).fields().keySet());
      }
    }
  }

  @Test
  void everyBodyConformsToItsTypeAndHasAllItsFields() {
    for (Body body : bodies()) {
      assertThat(text.conforms(body.toIpld(), "Body")).as(body.kind()).isTrue();
      String type = Objects.requireNonNull(text.type("Body").fields().get(body.kind())).type();
      assertThat(((Ipld.Struct) body.value()).fields().keySet())
          .as(type)
          .isEqualTo(text.type(type).fields().keySet());
    }
    assertThat(bodies()).extracting(Body::kind).containsAll(text.type("Body").fields().keySet());
    assertThat(text.conforms(Samples.bareProfile().toBody().toIpld(), "Body")).isTrue();
    assertThat(text.conforms(Post.EMPTY.toBody().toIpld(), "Body")).isTrue();
  }

  @Test
  void everyTypeOfTheTextIsSomeRecords() {
    Set<String> used = new HashSet<>();
    objects().forEach(sample -> used.add(sample.type));
    List<String> next = new ArrayList<>(used);
    for (int i = 0; i < next.size() && i < MANY; i++) {
      SchemaText.Type type = text.types().get(next.get(i).replaceAll("[\\[\\]&]", ""));
      if (type != null) {
        used.add(next.get(i).replaceAll("[\\[\\]&]", ""));
        type.fields().values().forEach(field -> next.add(field.type()));
      }
    }
    assertThat(used).containsAll(text.types().keySet());
  }

  @Test
  void requiredFieldsAreRequiredAndOthersRefused() throws Exception {
    for (Sample sample : objects()) {
      Map<String, Ipld> fields = ((Ipld.Struct) DagCbor.decode(sample.bytes)).fields();
      for (Map.Entry<String, SchemaText.Field> field : text.type(sample.type).fields().entrySet()) {
        if (!field.getValue().optional()) {
          Map<String, Ipld> without = new LinkedHashMap<>(fields);
          without.remove(field.getKey());
          assertRefused(sample, without, "without " + field.getKey());
        }
      }
      Map<String, Ipld> with = new LinkedHashMap<>(fields);
      with.put("colour", Ipld.of("red"));
      assertRefused(sample, with, "with another field");
    }
  }

  @Test
  void otherTypesOfFieldsAreRefused() throws Exception {
    for (Sample sample : objects()) {
      Map<String, Ipld> fields = ((Ipld.Struct) DagCbor.decode(sample.bytes)).fields();
      for (String name : fields.keySet()) {
        for (Ipld other : WRONG) {
          Map<String, Ipld> changed = new LinkedHashMap<>(fields);
          changed.put(name, other);
          assertRefused(sample, changed, name + " as " + other);
        }
      }
    }
  }

  @Test
  void otherVersionsAreRefused() throws Exception {
    for (Sample sample : objects()) {
      Map<String, Ipld> fields =
          new LinkedHashMap<>(((Ipld.Struct) DagCbor.decode(sample.bytes)).fields());
      if (fields.containsKey("v")) {
        fields.put("v", Ipld.of(2));
        assertThatThrownBy(() -> sample.decoder.decode(DagCbor.encode(Ipld.map(fields))))
            .isInstanceOf(SchemaException.class)
            .hasMessageContaining("version 1")
            .hasMessageContaining("version 2");
      }
    }
  }

  private static void assertRefused(Sample sample, Map<String, Ipld> fields, String how) {
    byte[] bytes = DagCbor.encode(Ipld.map(fields));
    assertThatThrownBy(() -> sample.decoder.decode(bytes))
        .as("%s %s", sample.type, how)
        .isInstanceOf(SchemaException.class);
  }
}
