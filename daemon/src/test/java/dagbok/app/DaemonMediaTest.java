package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.Content;
import dagbok.schema.ProfileId;
import dagbok.store.ProfileTable;
import dagbok.testing.StoredPosts;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word is taken for what a content is, and how long a page waits for it. */
final class DaemonMediaTest {
  private static final Block PICTURE = Block.of(Multicodec.RAW, new byte[1_000]);

  @TempDir Path folder;
  private TestDaemon daemon;
  private DaemonMedia media;

  @BeforeEach
  void open() {
    daemon = TestDaemon.alone(folder);
    media = new DaemonMedia(daemon.database, daemon.blocks);
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  private static Cid cid(String name) {
    return Cid.of(Multicodec.DAG_CBOR, name.getBytes(StandardCharsets.UTF_8));
  }

  private void claim(String profile, boolean own, String mime, long size) {
    Content content = Content.of(PICTURE.cid(), size, mime);
    daemon.database.write(
        tx -> {
          long id = ProfileTable.ensure(tx, new ProfileId(cid(profile))).id();
          if (own) {
            ProfileTable.own(tx, id);
          }
          StoredPosts.add(tx, id, cid(profile + " post"), 1, 1, 1, List.of(), List.of(content));
          return id;
        });
  }

  @Test
  void strangersClaimDoesNotChangeWhatOnesOwnPictureIs() {
    claim("stranger", false, "text/plain", 1_000);
    claim("me", true, "image/png", 1_000);
    daemon.blocks.put(List.of(PICTURE));
    assertThat(media.info(PICTURE.cid()).mime()).isEqualTo("image/png");
  }

  @Test
  void claimOfAWrongSizeCountsForNothing() throws IOException {
    claim("liar", false, "text/plain", 5);
    claim("friend", false, "image/png", 1_000);
    daemon.blocks.put(List.of(PICTURE));
    assertThat(media.info(PICTURE.cid()).mime()).isEqualTo("image/png");
    assertThat(media.info(PICTURE.cid()).size()).isEqualTo(1_000);
  }

  @Test
  void pictureThatNobodyGivesIsNotThereYet() {
    claim("friend", false, "image/png", 1_000);
    assertThatThrownBy(() -> media.open(PICTURE.cid(), 0, 1_000))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.NOT_YET));
    TestDaemon.await("it is asked for again", () -> daemon.blocks.filesOpened() >= 2);
  }

  @Test
  void otherFileThatNobodyGivesIsNotFound() {
    claim("friend", false, "application/zip", 1_000);
    assertThatThrownBy(() -> media.open(PICTURE.cid(), 0, 1_000))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.NOT_FOUND));
  }
}
