package dagbok.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.crypto.RecoveryPhrase;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Message;
import dagbok.schema.Node;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.ShareLink;
import dagbok.schema.Snapshot;
import dagbok.schema.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in {@code docs/vectors} is what the functions give, read as a stranger would. */
final class VectorsTest {
  private static final Map<String, Forms.Decoder> DECODERS =
      Map.of(
          "entry", Entry::decode,
          "payload", VectorsTest::payload,
          "node", Node::decode,
          "head", Head::decode,
          "snapshot", Snapshot::decode,
          "pack", Pack::decode,
          "message", Message::decode,
          "dag-cbor", DagCbor::decode);

  /** All but the frames, which only the daemon reads: {@code FrameVectorsTest} does. */
  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(VectorFiles.FOLDER)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".json") && !name.equals("frames.json"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void functionsGiveWhatTheFileSays(String name) throws Exception {
    Map<String, Object> file = Json.read(Files.readString(VectorFiles.FOLDER.resolve(name)));
    Map<String, byte[]> blocks = blocks(file);
    blocks.forEach((cid, bytes) -> assertThat(Cid.parse(cid).matches(bytes)).as(cid).isTrue());
    List<Object> cases = Json.list(get(file, "cases"));
    assertThat(cases).isNotEmpty();
    for (Object made : cases) {
      check(name, Json.map(made), blocks);
    }
  }

  private static Map<String, byte[]> blocks(Map<String, Object> file) {
    Map<String, byte[]> blocks = new LinkedHashMap<>();
    Json.map(file.getOrDefault("blocks", Map.of()))
        .forEach((cid, hex) -> blocks.put(cid, Hex.read(hex.toString())));
    return blocks;
  }

  private static Object get(Map<String, Object> map, String field) {
    return Objects.requireNonNull(map.get(field), () -> field + " of " + map.get("name"));
  }

  private static void check(String file, Map<String, Object> made, Map<String, byte[]> blocks)
      throws Exception {
    String where = file + ", " + get(made, "name");
    if (made.containsKey("steps")) {
      checkSet(where, made, blocks);
    } else if (made.containsKey("recipe")) {
      List<Object> recipe = Json.list(get(made, "recipe"));
      same(where, Recipe.gives(recipe), get(made, "gives"));
    } else if (made.containsKey("verdict")) {
      boolean right = "right".equals(get(made, "verdict"));
      assertThat(isRight(made)).as(where).isEqualTo(right);
      assertThat(made.containsKey("why")).as(where).isNotEqualTo(right);
    } else {
      checkName(where, made);
    }
  }

  private static void checkSet(String where, Map<String, Object> made, Map<String, byte[]> blocks) {
    Functions functions = new Functions(ProfileId.parse(get(made, "profile").toString()));
    Map<Cid, String> names = new LinkedHashMap<>();
    for (Object one : Json.list(get(made, "steps"))) {
      Map<String, Object> step = Json.map(one);
      String cid = get(step, "entry").toString();
      names.put(Cid.parse(cid), get(step, "name").toString());
      Optional<byte[]> payload = Optional.ofNullable(step.get("payload")).map(blocks::get);
      String verdict = functions.offer(Objects.requireNonNull(blocks.get(cid)), payload);
      Object expected = step.getOrDefault("verdict", verdict);
      assertThat(verdict).as("%s, %s", where, get(step, "name")).isEqualTo(expected);
      for (Object content : Json.list(step.getOrDefault("contents", List.of()))) {
        functions.content(Objects.requireNonNull(blocks.get(content.toString())));
      }
    }
    Functions.Result result = functions.result();
    same(where, Gives.whole(result, new Names(names)), get(made, "gives"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void orderOfComingChangesNothing(String name) throws Exception {
    Map<String, Object> file = Json.read(Files.readString(VectorFiles.FOLDER.resolve(name)));
    for (Object one : Json.list(get(file, "cases"))) {
      Map<String, Object> made = Json.map(one);
      if (made.containsKey("steps")) {
        String where = name + ", " + get(made, "name") + ", last first";
        checkSet(where, lastFirst(made), blocks(file));
      }
    }
  }

  /** The case with what is accepted in the other order, as often as it takes. */
  private static Map<String, Object> lastFirst(Map<String, Object> made) {
    List<Object> accepted = new ArrayList<>();
    for (Object step : Json.list(get(made, "steps"))) {
      if ("accepted".equals(get(Json.map(step), "verdict"))) {
        accepted.add(0, withoutVerdict(Json.map(step)));
      }
    }
    List<Object> steps = new ArrayList<>();
    accepted.forEach(step -> steps.addAll(accepted));
    Map<String, Object> other = new LinkedHashMap<>(made);
    other.put("steps", steps);
    return other;
  }

  private static Map<String, Object> withoutVerdict(Map<String, Object> step) {
    Map<String, Object> bare = new LinkedHashMap<>(step);
    bare.remove("verdict");
    return bare;
  }

  private static void same(String where, Object given, Object expected) {
    assertThat(Json.write(given)).as(where).isEqualTo(Json.write(expected));
  }

  private static boolean isRight(Map<String, Object> made) throws Exception {
    String type = get(made, "type").toString();
    return switch (type) {
      case "signature" -> CodecVectors.isRight(made);
      case "head signature" -> MessageVectors.isSigned(made);
      case "proof" -> ProofVectors.isProof(made);
      case "pack check" -> CheckVectors.isPack(made);
      case "snapshot check" -> CheckVectors.isSnapshot(made);
      case "link" -> isLink(made);
      default -> isForm(made, type);
    };
  }

  private static boolean isForm(Map<String, Object> made, String type) throws Exception {
    byte[] bytes =
        made.get("packs") instanceof Number packs
            ? ObjectVectors.snapshot(packs.intValue())
            : Hex.read(get(made, "bytes").toString());
    assertThat(Cid.parse(get(made, "cid").toString()).matches(bytes)).isTrue();
    if (made.containsKey("json")) {
      String json = DagJson.encode(DagCbor.decode(bytes));
      assertThat(json).isEqualTo(get(made, "json"));
    }
    return Forms.isRight(Objects.requireNonNull(DECODERS.get(type), type), bytes);
  }

  private static Object payload(byte[] bytes) throws Exception {
    Payload payload = Payload.decode(bytes);
    if (payload.body().isControl()) {
      throw new IllegalArgumentException("control kind");
    }
    return payload;
  }

  private static boolean isLink(Map<String, Object> made) {
    try {
      ShareLink link = ShareLink.parse(get(made, "text").toString());
      assertThat(link.profile().toString()).isEqualTo(get(made, "profile"));
      assertThat(link.peers()).isEqualTo(get(made, "peers"));
      boolean written = link.toString().equals(get(made, "text"));
      assertThat(written).isEqualTo(get(made, "written"));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkName(String where, Map<String, Object> made) {
    String profile = get(made, "profile").toString();
    if (get(made, "type").equals("topic")) {
      Topic topic = Topic.of(ProfileId.parse(profile));
      assertThat(topic.name()).as(where).isEqualTo(get(made, "topic"));
      return;
    }
    RecoveryPhrase phrase = RecoveryPhrase.parse(get(made, "phrase").toString());
    assertThat(phrase.entropy()).as(where).isEqualTo(Hex.read(get(made, "seed").toString()));
    String id = Functions.profileOf(phrase.profileKey()).toString();
    assertThat(id).as(where).isEqualTo(profile);
  }
}
