package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
import dagbok.gossip.Effect;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.testing.Forger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HeadQueueTest {
  private static final ProfileId PROFILE = new ProfileId(cid(1));
  private final HeadQueue queue = new HeadQueue();

  private static Cid cid(int n) {
    return Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) n});
  }

  private static Encoded<Head> head(int seq) {
    return Forger.head(PROFILE, cid(2), cid(3), SigningKey.ofSeed(new byte[32]), seq);
  }

  private void announced(int seq, String from) {
    queue.announced(
        new Effect.Announced(
            PROFILE, new Message.Announcement(head(seq), List.of(), List.of(), List.of()), from));
  }

  @Test
  void headThatFailedLetsAllOthersGoFirst() {
    queue.believed(head(1), "one");
    queue.believed(head(2), "other");
    assertThat(queue.toTry(PROFILE, List.of(head(0)))).containsExactly(head(2), head(1), head(0));
    queue.failed(head(2));
    assertThat(queue.toTry(PROFILE, List.of(head(0)))).containsExactly(head(1), head(0), head(2));
    queue.done(head(1));
    assertThat(queue.toTry(PROFILE, List.of(head(0)))).containsExactly(head(0), head(2));
  }

  @Test
  void whoAnnouncesWhatNobodyGivesAgainAndAgainLetsOthersGoFirst() {
    queue.believed(head(1), "ann");
    for (int i = 2; i < 6; i++) {
      queue.believed(head(i), "mallory");
      queue.failed(head(i));
    }
    queue.failed(head(1));
    queue.believed(head(6), "mallory");
    assertThat(queue.toTry(PROFILE, List.of()).get(0)).isEqualTo(head(1));
    queue.believed(head(6), "bob");
    assertThat(queue.toTry(PROFILE, List.of()).get(0)).isEqualTo(head(6));
  }

  @Test
  void headThatNobodyGivesIsForgottenAtLast() {
    queue.believed(head(1), "peer");
    for (int i = 0; i < HeadQueue.MAX_ATTEMPTS; i++) {
      assertThat(queue.toTry(PROFILE, List.of())).containsExactly(head(1));
      queue.failed(head(1));
    }
    assertThat(queue.toTry(PROFILE, List.of())).isEmpty();
  }

  @Test
  void heldHeadsAndAnnouncementsAreBounded() {
    for (int i = 0; i < 200; i++) {
      queue.believed(head(i), "peer");
      announced(i, "peer " + i);
    }
    assertThat(queue.toTry(PROFILE, List.of())).hasSize(HeadQueue.MAX_PENDING_HEADS);
    int waiting = 0;
    while (queue.next(PROFILE).isPresent()) {
      waiting++;
    }
    assertThat(waiting).isEqualTo(HeadQueue.MAX_WAITING_ANNOUNCEMENTS);
  }

  @Test
  void peerThatAnnouncesMuchPushesOutItsOwn() {
    announced(1_000, "honest");
    for (int i = 0; i < 100; i++) {
      announced(i, "loud");
    }
    List<String> from = new ArrayList<>();
    Optional<Effect.Announced> next = queue.next(PROFILE);
    while (next.isPresent()) {
      from.add(next.get().from());
      next = queue.next(PROFILE);
    }
    assertThat(from).hasSize(HeadQueue.MAX_WAITING_OF_ONE_PEER + 1).contains("honest");
  }
}
