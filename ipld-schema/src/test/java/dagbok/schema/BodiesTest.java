package dagbok.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Control bodies are read to the letter, bodies that people read as far as they go. */
class BodiesTest {
  private static final String LONGEST = "x".repeat(Limits.MAX_TEXT_BYTES);
  private static final Ipld TARGET = Samples.TARGET.toIpld();

  @Test
  void controlBodiesComeBackAsTheyWere() throws Exception {
    for (Control control : controls()) {
      assertThat(Control.of(control.toBody())).contains(control);
      assertThat(control.toBody().isControl()).isTrue();
      Payload payload = control.toPayload(Samples.SALT, 1);
      assertThat(Payload.decode(payload.encode())).isEqualTo(payload);
    }
  }

  private static List<Control> controls() {
    return List.of(
        new Control.Root(Samples.KEY, Optional.empty()),
        new Control.Root(Samples.KEY, Optional.of(KeyHash.of(Samples.KEY))),
        new Control.Grant(Samples.KEY, Samples.SEAL, Samples.SIG),
        new Control.Revoke(Samples.cid(1), Samples.cid(2)),
        new Control.Delete(List.of()),
        new Control.Delete(Samples.cids(Control.Delete.MAX_ENTRIES)));
  }

  @Test
  void controlBodiesHaveExactlyTheirFields() {
    for (Control control : controls()) {
      Map<String, Ipld> fields = ((Ipld.Struct) control.toBody().value()).fields();
      Map<String, Ipld> more = new LinkedHashMap<>(fields);
      more.put("why", Ipld.of("because"));
      assertRefused(control, more);
      for (String name : fields.keySet()) {
        Map<String, Ipld> without = new LinkedHashMap<>(fields);
        without.remove(name);
        if (!name.equals("next")) {
          assertRefused(control, without);
        }
        without.put(name, Ipld.of(new byte[31]));
        assertRefused(control, without);
      }
    }
  }

  private static void assertRefused(Control control, Map<String, Ipld> fields) {
    Body body = new Body(control.toBody().kind(), Ipld.map(fields));
    assertThatThrownBy(() -> Control.of(body)).as("%s", body).isInstanceOf(SchemaException.class);
  }

  @Test
  void deleteNamesAtMost256EntriesSortedOnce() {
    misfit(() -> new Control.Delete(Samples.cids(257)), "at most 256");
    misfit(() -> new Control.Delete(List.of(Samples.cid(1), Samples.cid(1))), "duplicates");
  }

  @Test
  void otherKindsAreNoControl() throws Exception {
    assertThat(Control.of(new Body("freeze", Ipld.NULL))).isEmpty();
  }

  @Test
  void displayBodiesComeBackAsTheyWereWithWhatIsUnknownToThem() {
    Map<String, Ipld> more = Map.of("colour", Ipld.of("red"), "n", Ipld.NULL);
    List<Display> bodies =
        List.of(
            Samples.fullProfile(),
            Samples.bareProfile(),
            Samples.fullPost().toBuilder().more(more).build(),
            Post.EMPTY,
            new Display.Repost(Samples.TARGET, more),
            new Display.Like(Samples.TARGET, Optional.of("♥"), more),
            new Display.Like(Samples.TARGET, Optional.empty(), Map.of()),
            new Display.Edit(Samples.cid(1), Samples.fullPost(), more),
            new Display.Notice(Samples.TARGET, Samples.TARGET, more));
    for (Display body : bodies) {
      assertThat(Display.of(body.toBody())).isEqualTo(body);
    }
  }

  @Test
  void unknownKindsAreKept() {
    Body body = new Body("poll", Ipld.map(Map.of("question", Ipld.of("which?"))));
    assertThat(Display.of(body)).isEqualTo(new Display.Unknown(body));
    assertThat(Display.of(body).toBody()).isEqualTo(body);
    assertThat(Display.of(body).more()).containsKey("question");
    Body list = new Body("poll", Ipld.list(List.of()));
    assertThat(Display.of(list).more()).isEmpty();
  }

  @Test
  void knownFieldsThatDoNotFitCountAsAbsent() {
    Body odd =
        new Body(
            "post",
            Ipld.map(
                Map.of(
                    "title", Ipld.of(5),
                    "tags", Ipld.list(List.of(Ipld.of("a"), Ipld.of(1), Ipld.of(LONGEST + "x"))),
                    "stream", Ipld.of(LONGEST + "x"),
                    "language", Ipld.of(LONGEST),
                    "sensitive", Ipld.of(1),
                    "place", Ipld.map(Map.of("lat", Ipld.of(1))),
                    "reply", Ipld.map(Map.of("to", TARGET)),
                    "replies", Ipld.of("shout"))));
    Post expected = Post.EMPTY.toBuilder().tags(List.of("a")).language(LONGEST).build();
    assertThat(Display.of(odd)).isEqualTo(expected);
  }

  @Test
  void bodiesThatLackWhatTheyCanNotDoWithoutAreUnknown() {
    for (String kind : List.of("profile", "repost", "like", "edit", "notice")) {
      for (Ipld value : List.of(Ipld.NULL, Ipld.map(Map.of()), Ipld.map(Map.of("of", Ipld.NULL)))) {
        Body body = new Body(kind, value);
        assertThat(Display.of(body)).isEqualTo(new Display.Unknown(body));
      }
    }
  }

  @Test
  void editNeedsA36ByteEntryAndNothingElse() {
    Ipld entry = Ipld.reference(Samples.cid(1));
    assertThat(edited("edit", entry)).contains(Samples.cid(1));
    assertThat(edited("edits", entry)).isEmpty();
    assertThat(edited("edit", Ipld.of(new byte[35]))).isEmpty();
    assertThat(edited("edit", Ipld.of(new byte[36]))).isEmpty();
    assertThat(edited("edit", Ipld.of("text"))).isEmpty();
    assertThat(Display.Edit.entryOf(new Body("edit", entry))).isEmpty();
  }

  private static Optional<Cid> edited(String kind, Ipld entry) {
    return Display.Edit.entryOf(new Body(kind, Ipld.map(Map.of("entry", entry, "x", Ipld.NULL))));
  }

  @Test
  void displayTextsHaveTheirBounds() {
    PostBuilder post = Post.EMPTY.toBuilder();
    assertThatCode(post.title(LONGEST).tags(Collections.nCopies(32, LONGEST))::build)
        .doesNotThrowAnyException();
    misfit(() -> Post.EMPTY.toBuilder().title(LONGEST + "x").build(), "post.title");
    misfit(() -> Post.EMPTY.toBuilder().tags(Collections.nCopies(33, "a")).build(), "post.tags");
    misfit(() -> Post.EMPTY.toBuilder().tags(List.of(LONGEST + "x")).build(), "post.tags");
    misfit(() -> Post.EMPTY.toBuilder().more(Map.of("title", Ipld.NULL)).build(), "title");
    String about = "x".repeat(Display.MAX_ABOUT_BYTES);
    assertThatCode(() -> profile(about)).doesNotThrowAnyException();
    misfit(() -> profile(about + "x"), "profile.about");
    String mark = "♥".repeat(10) + "xy";
    assertThatCode(() -> like(mark)).doesNotThrowAnyException();
    misfit(() -> like(mark + "x"), "like.mark");
  }

  private static Display profile(String about) {
    OptionalLong none = OptionalLong.empty();
    return new Display.Profile("n", Optional.of(about), none, none, List.of(), Map.of());
  }

  private static Display like(String mark) {
    return new Display.Like(Samples.TARGET, Optional.of(mark), Map.of());
  }

  @Test
  void placesAreOnEarth() {
    assertThatCode(() -> new Place(Optional.empty(), Place.MAX_LAT, Place.MAX_LON))
        .doesNotThrowAnyException();
    misfit(() -> new Place(Optional.empty(), Place.MAX_LAT + 1, 0), "place.lat");
    misfit(() -> new Place(Optional.empty(), 0, Place.MAX_LON + 1), "place.lon");
    misfit(() -> new Place(Optional.empty(), -1, 0), "place.lat");
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void misfit(Attempt attempt, String expected) {
    assertThatThrownBy(attempt::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}
