package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.schema.Content;
import dagbok.store.Database;
import dagbok.testing.Drafts;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version kept is all there, and shown, after the first start of this one. */
class EarlierItemsTest {
  @TempDir Path folder;

  private TestDaemon daemon;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void whatWasKeptBeforeIsTakenIn() {
    Replica ann = daemon.found("Ann");
    for (int i = 0; i < 3; i++) {
      daemon.author.publish(ann, Drafts.text("post " + i), root -> {});
    }
    Set<Cid> live = Sets.live(ann);
    Replica.Summary summary = ann.summary();
    var feed = daemon.feed();
    backDate(daemon.database, ann);

    daemon = daemon.restarted();
    Replica again = daemon.replicas.find(ann.profile()).orElseThrow();

    assertThat(Sets.live(again)).isEqualTo(live);
    assertThat(again.summary()).isEqualTo(summary);
    assertThat(daemon.feed()).isEqualTo(feed);
    assertThat(count("earlier_item") + count("earlier_content")).isZero();
  }

  private long count(String table) {
    return daemon
        .database
        .read(tx -> tx.one("SELECT count(*) FROM " + table, row -> row.getLong(1)))
        .orElseThrow();
  }

  /** Moves all that is known of a profile's set to where an earlier version had it. */
  private static void backDate(Database database, Replica replica) {
    for (Cid entry : Sets.kept(replica)) {
      Member member = replica.member(entry).orElseThrow();
      database.write(
          tx ->
              tx.run(
                  "INSERT INTO earlier_item (profile, entry, height, bytes, payload)"
                      + " VALUES (?, ?, ?, ?, ?)",
                  replica.row(),
                  entry.toBytes(),
                  member.entry().value().height(),
                  member.entry().bytes(),
                  member.payload().orElseThrow().bytes()));
      for (Content content : member.payload().orElseThrow().value().contents()) {
        byte[] bytes = replica.content(content.link()).orElseThrow().bytes();
        database.write(
            tx ->
                tx.run(
                    "INSERT INTO earlier_content (cid, bytes) VALUES (?, ?)",
                    content.link().toBytes(),
                    bytes));
      }
    }
    for (String table : new String[] {"entry", "content", "pack", "extent", "deleted", "post"}) {
      database.write(tx -> tx.run("DELETE FROM " + table));
    }
  }
}
