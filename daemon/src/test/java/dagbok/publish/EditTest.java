package dagbok.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.Arrival;
import dagbok.dag.History;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.store.Database;
import dagbok.store.PostTable;
import dagbok.testing.Drafts;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Posts.Draft;
import dagbok.web.port.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EditTest {
  @TempDir Path folder;
  private TestDaemon daemon;
  private Replica profile;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder.resolve("ann"));
    profile = daemon.found("Ann");
    daemon.sync.hold(profile);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private static Draft draft(String text, String... tags) {
    Draft plain = Drafts.text(text);
    return new Draft(
        plain.profile(),
        plain.title(),
        plain.text(),
        plain.attachments(),
        List.of(tags),
        plain.stream(),
        plain.language(),
        plain.warning(),
        plain.place());
  }

  private void edit(Cid post, Draft draft) {
    daemon.author.edit(profile, post, draft, root -> {});
  }

  private Payload shown(Cid post) {
    Cid edit = profile.<Optional<Cid>>read(history -> history.edit(post)).orElse(post);
    return profile.payload(edit).orElseThrow().value();
  }

  private String text(Cid post) {
    Content text = shown(post).contents().get(0);
    byte[] bytes = profile.content(text.link()).orElseThrow().bytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private List<Cid> tagged(String tag) {
    return tagged(daemon.database, tag);
  }

  private static List<Cid> tagged(Database database, String tag) {
    PostTable.Query query =
        new PostTable.Query(Optional.empty(), Set.of(), Optional.empty(), Optional.of(tag), -1);
    return database.read(tx -> PostTable.feed(tx, query)).stream()
        .map(PostTable.Row::entry)
        .toList();
  }

  @Test
  void theLastEditIsWhatPeopleSeeAndFindByItsTags() {
    Cid post = daemon.publish(profile, draft("first", "frost")).entry();
    edit(post, draft("second", "thaw"));
    edit(post, draft("third", "spring"));

    assertThat(text(post)).isEqualTo("third");
    assertThat(daemon.feed()).containsExactly(post);
    assertThat(tagged("spring")).containsExactly(post);
    assertThat(tagged("thaw")).isEmpty();
    assertThat(tagged("frost")).isEmpty();
  }

  @Test
  void deletingTheLastEditShowsTheOneBefore() {
    Cid post = daemon.publish(profile, draft("first", "frost")).entry();
    edit(post, draft("second", "thaw"));
    edit(post, draft("third", "spring"));
    Cid last = profile.<Optional<Cid>>read(history -> history.edit(post)).orElseThrow();

    daemon.write(profile, new Control.Delete(List.of(last)));

    assertThat(text(post)).isEqualTo("second");
    assertThat(tagged("thaw")).containsExactly(post);
  }

  @Test
  void deletingThePostDeletesItsEdits() {
    Cid post = daemon.publish(profile, draft("first")).entry();
    edit(post, draft("second"));
    Cid edit = profile.<Optional<Cid>>read(history -> history.edit(post)).orElseThrow();

    daemon.write(profile, new Control.Delete(List.of(post)));

    assertThat(daemon.feed()).isEmpty();
    TestDaemon.await("both erased", () -> profile.payload(edit).isEmpty());
    assertThatThrownBy(() -> edit(post, draft("third"))).isInstanceOf(Refusal.class);
  }

  @Test
  void earlierEditsAreKnownToBeErased() {
    Cid post = daemon.publish(profile, draft("first")).entry();
    edit(post, draft("second"));
    Cid second = profile.<Optional<Cid>>read(history -> history.edit(post)).orElseThrow();
    edit(post, draft("third"));

    assertThat(profile.<List<Cid>>read(history -> history.earlierEdits(post)))
        .containsExactly(second);
  }

  @Test
  void aPostThatIsWholeOnlyAfterItsEditIsFoundByTheTagsOfTheEdit() {
    Cid post = daemon.publish(profile, draft("first", "frost")).entry();
    edit(post, draft("second", "thaw"));
    Cid late = profile.payload(post).orElseThrow().value().contents().get(0).link();
    try (Database elsewhere = Database.open(folder.resolve("elsewhere.db"))) {
      ReplicaBook book = new ReplicaBook(elsewhere, Clock.systemUTC(), Verifier.ed25519());
      Replica copy = book.ensure(profile.profile());

      copy.take(whole(cid -> !cid.equals(late)));
      assertThat(tagged(elsewhere, "thaw")).isEmpty();
      copy.take(whole(cid -> true));

      assertThat(tagged(elsewhere, "thaw")).containsExactly(post);
      assertThat(tagged(elsewhere, "frost")).isEmpty();
    }
  }

  /** All that the profile has, with some of the contents. */
  private Batch whole(Predicate<Cid> contents) {
    return profile.read(
        history -> {
          List<Arrival> arrivals = new ArrayList<>();
          List<Block> blocks = new ArrayList<>();
          for (Cid pack : history.packs().stream().map(PackRef::pack).toList()) {
            for (Cid entry : history.pack(pack).orElseThrow().entries()) {
              History.Member member = history.member(entry).orElseThrow();
              arrivals.add(new Arrival(member.entry(), member.payload(), Optional.empty()));
              member.payload().orElseThrow().value().contents().stream()
                  .map(Content::link)
                  .filter(contents)
                  .forEach(cid -> blocks.add(history.content(cid).orElseThrow()));
            }
          }
          return new Batch(arrivals, List.of(), blocks);
        });
  }
}
