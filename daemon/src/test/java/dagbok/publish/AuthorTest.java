package dagbok.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.profile.Replica;
import dagbok.schema.Display;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.store.OutboxTable;
import dagbok.testing.Drafts;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Posts.Attachment;
import dagbok.web.port.Posts.Draft;
import dagbok.web.port.Posts.Published;
import dagbok.web.port.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorTest {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private TestDaemon daemon;
  private Replica ann;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder.resolve("ann"));
    ann = daemon.found("Ann");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private Published publish(Draft draft) {
    return daemon.author.publish(ann, draft, root -> {});
  }

  private Payload payload(Published published) {
    return ann.member(published.entry()).orElseThrow().payload().orElseThrow().value();
  }

  private Post post(Published published) {
    return (Post) Display.of(payload(published).body());
  }

  /** Refused for this reason, with a hint, and nothing of it stays. */
  private AbstractThrowableAssert<?, ?> assertRefused(Draft draft, Refusal.Reason reason) {
    Cid before = TestDaemon.snapshot(ann);
    long waiting = daemon.database.<Long>read(OutboxTable::count);
    AbstractThrowableAssert<?, ?> refused =
        assertThatThrownBy(() -> publish(draft))
            .isInstanceOfSatisfying(
                Refusal.class,
                e -> {
                  assertThat(e.reason()).isEqualTo(reason);
                  assertThat(e.hint()).isNotBlank();
                });
    assertThat(TestDaemon.snapshot(ann)).isEqualTo(before);
    assertThat(daemon.feed()).isEmpty();
    assertThat(daemon.database.<Long>read(OutboxTable::count)).isEqualTo(waiting);
    return refused;
  }

  private Path file(String name, int size) throws Exception {
    return Files.write(folder.resolve(name), new byte[size]);
  }

  private List<Path> files(int count) throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(Files.writeString(folder.resolve("f" + i + ".txt"), "file " + i));
    }
    return files;
  }

  @Test
  void textOfOneMebibyteIsPublishedAndOneByteMoreIsNot() {
    Published published = publish(Drafts.text("a".repeat(MIB)));
    assertThat(payload(published).contents().get(0).size()).isEqualTo(MIB);
    assertThatThrownBy(() -> publish(Drafts.text("a".repeat(MIB + 1))))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.TOO_LARGE))
        .hasMessageContaining("1048577")
        .hasMessageContaining("1048576");
  }

  @Test
  void thirtyTwoContentsArePublishedAndOneMoreIsNot() throws Exception {
    assertRefused(Drafts.files("text", files(32)), Refusal.Reason.BAD_INPUT)
        .hasMessageContaining("32 files")
        .hasMessageContaining("31");
    assertThat(publish(Drafts.files("text", files(31))).contents()).hasSize(32);
    assertThat(publish(Drafts.files("", files(32))).contents()).hasSize(32);
  }

  @Test
  void titleHasAtMost256Bytes() {
    assertRefused(Drafts.title("é".repeat(128) + "a"), Refusal.Reason.BAD_INPUT)
        .hasMessageContaining("title");
    assertThat(post(publish(Drafts.title("é".repeat(128)))).title()).contains("é".repeat(128));
  }

  @Test
  void tagsAreAtMost32OfAtMost256Bytes() {
    assertRefused(Drafts.tags(Collections.nCopies(33, "a")), Refusal.Reason.BAD_INPUT)
        .hasMessageContaining("tags");
    assertRefused(Drafts.tags(List.of("a".repeat(257))), Refusal.Reason.BAD_INPUT)
        .hasMessageContaining("tags");
    List<String> most = Collections.nCopies(32, "a".repeat(256));
    assertThat(post(publish(Drafts.tags(most))).tags()).isEqualTo(most);
  }

  @Test
  void payloadOverItsBoundIsRefused() throws Exception {
    List<Attachment> wordy = new ArrayList<>();
    for (Path file : files(32)) {
      wordy.add(
          new Attachment(
              file, "n".repeat(256), Optional.of("text/plain"), Optional.of("d".repeat(256))));
    }
    Draft draft = Drafts.files("", List.of());
    Draft large =
        new Draft(
            draft.profile(),
            draft.title(),
            "",
            wordy,
            List.of(),
            draft.stream(),
            draft.language(),
            draft.warning(),
            draft.place());
    assertRefused(large, Refusal.Reason.BAD_INPUT).hasMessageContaining("16384");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n\t\n"})
  void nothingToPublishIsRefused(String text) {
    assertRefused(Drafts.text(text), Refusal.Reason.BAD_INPUT).hasMessageContaining("nothing");
  }

  @Test
  void emptyTitleAloneIsNothingToPublish() {
    assertRefused(Drafts.title("  "), Refusal.Reason.BAD_INPUT).hasMessageContaining("nothing");
  }

  @Test
  void fileThatCannotBeReadIsRefused() {
    assertRefused(
            Drafts.files("text", List.of(folder.resolve("missing.txt"))), Refusal.Reason.BAD_INPUT)
        .hasMessageContaining("missing.txt");
    assertRefused(Drafts.files("text", List.of(folder)), Refusal.Reason.BAD_INPUT);
  }

  @Test
  void pictureLosesItsMetadata() throws Exception {
    String secret = "59.3293N 18.0686E";
    Path photo = Files.write(folder.resolve("photo.jpg"), photo(secret));
    assertThat(Files.readString(photo, StandardCharsets.ISO_8859_1)).contains(secret);
    Published published = publish(Drafts.files("look", List.of(photo)));
    Block picture =
        daemon.database.read(tx -> OutboxTable.find(tx, published.contents().get(1))).orElseThrow();
    assertThat(new String(picture.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(secret);
    assertThat(payload(published).contents().get(1).mime()).isEqualTo("image/jpeg");
    assertThat(payload(published).contents().get(1).width()).hasValue(8);
  }

  /** A JPEG with a comment that says a secret. */
  private static byte[] photo(String secret) throws Exception {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", plain);
    byte[] bytes = plain.toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, 2);
    out.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (secret.length() + 2)});
    out.write(secret.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, 2, bytes.length - 2);
    return out.toByteArray();
  }

  @Test
  void pictureThatIsNoneIsRefused() throws Exception {
    Path fake = Files.write(folder.resolve("fake.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    Attachment attachment =
        new Attachment(fake, "fake.png", Optional.of("image/png"), Optional.empty());
    Draft text = Drafts.text("look");
    Draft draft =
        new Draft(
            text.profile(),
            text.title(),
            text.text(),
            List.of(attachment),
            text.tags(),
            text.stream(),
            text.language(),
            text.warning(),
            text.place());
    assertRefused(draft, Refusal.Reason.BAD_INPUT).hasMessageContaining("fake.png");
  }

  @Test
  void smallFilesNeedNoIpfsNode() throws Exception {
    daemon.ipfs.goAway();
    Published published = publish(Drafts.files("text", List.of(file("a.bin", MIB))));
    assertThat(daemon.feed()).containsExactly(published.entry());
  }

  @Test
  void fileOverOneMebibyteNeedsTheIpfsNodeAndLeavesNothingIfItIsAway() throws Exception {
    daemon.ipfs.goAway();
    Draft draft = Drafts.files("text", List.of(file("small.bin", 10), file("a.bin", MIB + 1)));
    assertRefused(draft, Refusal.Reason.NO_IPFS).hasMessageContaining("large file");
    daemon.ipfs.comeBack();
    List<Cid> uploaded = new ArrayList<>();
    Published published = daemon.author.publish(ann, draft, uploaded::add);
    assertThat(published.contents()).containsAll(uploaded);
    assertThat(uploaded).hasSize(1);
  }

  @Test
  void profileOfAnotherCannotBeWrittenTo() {
    try (TestDaemon other = TestDaemon.alone(folder.resolve("bob"))) {
      Replica copy = other.replicas.ensure(ann.profile());
      assertThatThrownBy(() -> other.author.publish(copy, Drafts.text("as Ann"), root -> {}))
          .isInstanceOfSatisfying(
              Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.CONFLICT));
    }
  }

  @Test
  void placeIsKeptToTheSeventhDigit() {
    Published published = publish(Drafts.place("Home@59.3293235,-18.0685808"));
    assertThat(Places.format(post(published).place().orElseThrow()))
        .isEqualTo("Home@59.3293235,-18.0685808");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "here",
        "1,2,3",
        "90.1,0",
        "0,180.5",
        "1844674407370.9551616,0",
        "1e999999999,0",
        "1e-999999999,0",
        "0,1e2147483647",
        "a,b"
      })
  void placeThatIsNoneIsRefused(String place) {
    assertRefused(Drafts.place(place), Refusal.Reason.BAD_INPUT);
    assertThatThrownBy(() -> publish(Drafts.place(place)))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.hint()).startsWith("Give it as 59.33,18.06"));
  }
}
