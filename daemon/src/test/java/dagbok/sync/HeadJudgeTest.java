package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.testing.Forger;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadJudgeTest {
  private static final SigningKey SECOND = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);

  @TempDir Path folder;
  private final HeadJudge judge = new HeadJudge(Verifier.ed25519());
  private TestDaemon ann;
  private TestDaemon bob;
  private Replica profile;
  private Replica copy;
  private Forger forger;

  @BeforeEach
  void start() {
    MemoryNetwork network = new MemoryNetwork(Runnable::run);
    ann = new TestDaemon(folder.resolve("ann"), network.newNode());
    bob = new TestDaemon(folder.resolve("bob"), network.newNode());
    profile = ann.found("Ann");
    copy = bob.replicas.ensure(profile.profile());
    forger = new Forger(network.newNode(), ann, profile);
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
  }

  private Message.Announcement with(List<Item> proof) {
    return new Message.Announcement(profile.heads().get(0), proof, List.of(), List.of());
  }

  private Message.Announcement with(Encoded<Head> head) {
    return new Message.Announcement(head, forger.proof(), List.of(), List.of());
  }

  private Item item(Cid entry) {
    var member = profile.member(entry).orElseThrow();
    return Item.whole(member.entry(), member.payload().orElseThrow());
  }

  @Test
  void honestHeadIsBelievedWithNothingKnownBefore() {
    assertThat(judge.objection(copy, with(forger.proof()))).isEmpty();
  }

  @Test
  void headOfAnotherProfileIsNot() {
    Replica other = ann.found("Other");
    assertThat(judge.objection(copy, with(other.heads().get(0))))
        .contains("it is of another profile");
    assertThat(judge.objection(copy, other.heads().get(0).value()))
        .contains("it is of another profile");
  }

  @Test
  void headWithAWrongSignatureIsNot() {
    Encoded<Head> forged =
        Forger.head(
            profile.profile(), TestDaemon.snapshot(profile), ann.device(profile), SECOND, 9);
    assertThat(judge.objection(copy, with(forged))).contains("its signature is wrong");
  }

  @Test
  void proofThatDoesNotBeginAtTheRootIsNotEnough() {
    List<Item> proof = forger.proof();
    copy.take(Batch.of(proof, List.of())); // even if the root is known
    for (List<Item> wrong :
        List.of(
            proof.subList(1, 2),
            proof.subList(0, 1),
            List.of(proof.get(1), proof.get(0)),
            List.of(proof.get(0), proof.get(0), proof.get(1)))) {
      assertThat(judge.objection(copy, with(wrong)).orElseThrow())
          .contains("does not lead from the profile's root");
    }
    assertThat(judge.objection(copy, with(List.<Item>of())).orElseThrow())
        .contains("1 to 32 entries");
    assertThat(judge.objection(copy, with(Collections.nCopies(33, proof.get(0)))).orElseThrow())
        .contains("found 33");
  }

  @Test
  void proofOfStubsIsNotEnough() {
    List<Item> stubs =
        forger.proof().stream().<Item>map(item -> new Item.Stub(item.entry())).toList();
    assertThat(judge.objection(copy, with(stubs))).isPresent();
    assertThat(Sets.kept(copy)).isEmpty();
  }

  @Test
  void deviceIsBelievedByItsChainThoughTheGrantersEntriesAreNotHere() {
    Cid granter = ann.device(profile);
    ann.post(profile, "an entry before the grant");
    SealSecret seal = SealSecret.ofBytes(new byte[32]);
    Cid second =
        ann.write(profile, Control.Grant.by(SECOND, seal.publicKey(), profile.profile(), granter));
    Encoded<Head> head =
        Forger.head(profile.profile(), TestDaemon.snapshot(profile), second, SECOND, 0);
    List<Item> proof = List.of(forger.proof().get(0), forger.proof().get(1), item(second));

    assertThat(judge.objection(copy, new Message.Announcement(head, proof, List.of(), List.of())))
        .isEmpty();
    assertThat(copy.member(second)).isEmpty();

    SigningKey thief = SigningKey.ofSeed(Arrays.copyOf(new byte[] {9}, SigningKey.SEED_BYTES));
    Encoded<Head> forged =
        Forger.head(profile.profile(), TestDaemon.snapshot(profile), second, thief, 0);
    assertThat(judge.objection(copy, new Message.Announcement(forged, proof, List.of(), List.of())))
        .contains("its signature is wrong");
  }

  @Test
  void deviceThatWasRevokedIsNotInForce() {
    SealSecret seal = SealSecret.ofBytes(new byte[32]);
    Cid granter = ann.device(profile);
    Cid second =
        ann.write(profile, Control.Grant.by(SECOND, seal.publicKey(), profile.profile(), granter));
    Encoded<Head> head =
        Forger.head(profile.profile(), TestDaemon.snapshot(profile), second, SECOND, 0);
    assertThat(judge.objection(profile, head.value())).isEmpty();
    ann.write(profile, new Control.Revoke(second, second));
    assertThat(judge.objection(profile, head.value())).contains("its device is not in force");
    assertThat(judge.objection(copy, head.value())).isEmpty(); // which has not heard of the device
    List<Item> proof = List.of(forger.proof().get(0), forger.proof().get(1), item(second));
    Message.Announcement announcement = new Message.Announcement(head, proof, List.of(), List.of());
    assertThat(judge.objection(profile, announcement)).contains("its device is not in force");
  }
}
