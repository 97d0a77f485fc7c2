package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import org.junit.jupiter.api.Test;

final class QuotaTest {
  private static final ProfileId ANN = profile(1);
  private static final ProfileId BOB = profile(2);
  private static final ProfileId EVE = profile(3);

  private final Quota quota = new Quota(100);

  private static ProfileId profile(int number) {
    return new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) number}));
  }

  @Test
  void whoeverFitsHasAllThatIsWanted() {
    assertThat(quota.share(ANN, 60)).isEqualTo(60);
    assertThat(quota.share(BOB, 40)).isEqualTo(40);
  }

  @Test
  void whoeverWantsMostGivesWay() {
    assertThat(quota.share(ANN, 10)).isEqualTo(10);
    assertThat(quota.share(EVE, Long.MAX_VALUE)).isEqualTo(90);
    assertThat(quota.share(BOB, 30)).isEqualTo(30);
    assertThat(quota.share(EVE, Long.MAX_VALUE)).isEqualTo(60);
    assertThat(quota.share(ANN, 10)).isEqualTo(10);
  }

  @Test
  void equalsShareEqually() {
    long unused = quota.share(ANN, 80) + quota.share(BOB, 80) + quota.share(EVE, 80);
    assertThat(quota.share()).isEqualTo(33);
  }

  @Test
  void aPreviewChangesNothing() {
    long unused = quota.share(ANN, 60);
    assertThat(quota.shareIf(BOB, 1_000)).isEqualTo(50);
    assertThat(quota.shareIf(ANN, 1_000)).isEqualTo(100);
    assertThat(quota.share()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whoIsHeldNoLongerLeavesItsShare() {
    long unused = quota.share(EVE, 1_000) + quota.share(ANN, 1_000);
    quota.forget(EVE);
    assertThat(quota.share(ANN, 1_000)).isEqualTo(100);
  }

  @Test
  void nobodyMayHaveAnythingOfNothing() {
    assertThat(new Quota(0).share(ANN, 5)).isZero();
  }
}
