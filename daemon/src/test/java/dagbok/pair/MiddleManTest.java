package dagbok.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.crypto.SigningKey;
import dagbok.pair.PairingException.Reason;
import dagbok.publish.Seals;
import dagbok.schema.Control;
import dagbok.schema.ProfileId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who has the code stands between both, and wants both to show the same words. */
final class MiddleManTest {
  /** How often he tries; to be right each time by chance is one in 2³³. */
  private static final int RUNS = 3;

  /** Enough to find one word of 2,048: to miss it is one in e³². */
  private static final int MAX_TRIES = 1 << 16;

  private final SecureRandom random = new SecureRandom();
  private final SigningKey key = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);
  private final Cid root = Cid.of(Multicodec.DAG_CBOR, new byte[] {1});
  private final Terms terms = new Terms(new ProfileId(root), root, "Ann", List.of());
  private PairingCode code;
  private Inviter inviter;
  private Joiner joiner;

  @BeforeEach
  void invite() {
    code = PairingCode.random(random);
    inviter = new Inviter(code, terms, random);
    joiner = new Joiner(code, random);
  }

  private DeviceRequest request() {
    return new DeviceRequest(
        Control.Grant.by(key, Seals.of(key).publicKey(), terms.profile(), terms.device()), "phone");
  }

  /** The false joiner, as who has the code can be one. */
  private final class FalseJoiner {
    private final Exchange exchange = new Exchange(Exchange.Side.JOINER, code, random);
    private final byte[] nonce = Nonce.random(random);
    private final byte[] opening = inviter.take(Joiner.hello());
    private final byte[] meeting;
    private final byte[] theirs;
    private final Wire met;
    private final Secrets secrets;

    FalseJoiner(Optional<byte[]> commitment) {
      Ipld first = exchange.first();
      exchange.takeFirst(Wire.read(opening).parts("first"));
      Wire said = Wire.message().with("first", first).with("second", exchange.second());
      byte[] own = Nonce.commitment(opening, said.encode(), nonce);
      meeting = said.with("commit", commitment.orElse(own)).encode();
      met = Wire.read(inviter.take(meeting));
      exchange.takeSecond(met.parts("second"));
      theirs = met.without("confirm").without("terms").encode();
      secrets = Secrets.of(exchange.material(), opening, meeting, theirs);
    }

    List<String> words(byte[] shown) {
      return Secrets.words(exchange.material(), opening, meeting, theirs, shown);
    }

    void ask(byte[] shown) {
      byte[] unused =
          inviter.take(
              Wire.message()
                  .with("confirm", exchange.confirmation())
                  .with("nonce", shown)
                  .with("request", secrets.seal(Secrets.Kind.REQUEST, Wire.encode(request())))
                  .encode());
    }
  }

  /** The false inviter. */
  private final class FalseInviter {
    private final Exchange exchange = new Exchange(Exchange.Side.INVITER, code, random);
    private final byte[] opening =
        Wire.message()
            .with("plate", Ipld.of(code.plate()))
            .with("first", exchange.first())
            .encode();
    private final byte[] meeting = joiner.meet(opening);
    private final Ipld second;
    private final byte[] confirmation;

    FalseInviter() {
      exchange.takeFirst(Wire.read(meeting).parts("first"));
      second = exchange.second();
      exchange.takeSecond(Wire.read(meeting).parts("second"));
      confirmation = exchange.confirmation();
    }

    private byte[] said(byte[] nonce) {
      return Wire.message().with("second", second).with("nonce", nonce).encode();
    }

    /** What the joiner shows if it has this nonce. */
    List<String> words(byte[] nonce, byte[] joiners) {
      return Secrets.words(exchange.material(), opening, meeting, said(nonce), joiners);
    }

    byte[] met(byte[] nonce) {
      Secrets secrets = Secrets.of(exchange.material(), opening, meeting, said(nonce));
      return Wire.read(said(nonce))
          .with("confirm", confirmation)
          .with("terms", secrets.seal(Secrets.Kind.TERMS, Wire.encode(terms)))
          .encode();
    }
  }

  /** A nonce for which the first word comes out as wanted. */
  private static byte[] search(String word, Function<byte[], List<String>> words) {
    for (int i = 0; i < MAX_TRIES; i++) {
      byte[] nonce = ByteBuffer.allocate(Nonce.BYTES).putInt(i).array();
      if (words.apply(nonce).get(0).equals(word)) {
        return nonce;
      }
    }
    throw new AssertionError("no nonce found for " + word);
  }

  /** What the joiner shows of its nonce when it asks. */
  private byte[] revealed() {
    return Wire.read(joiner.ask(request())).bytes("nonce");
  }

  @Test
  void whoRelaysWithTheCodeMakesTheScreensDiffer() {
    Joiner falseJoiner = new Joiner(code, random);
    Terms asFalse = falseJoiner.met(inviter.take(falseJoiner.meet(inviter.take(Joiner.hello()))));
    byte[] toInviter = inviter.take(falseJoiner.ask(request()));
    Inviter falseInviter = new Inviter(code, asFalse, random);
    Terms known = joiner.met(falseInviter.take(joiner.meet(falseInviter.take(Joiner.hello()))));
    assertThat(known).isEqualTo(terms); // all else is as it should be
    assertThat(Wire.read(toInviter).is("wait")).isTrue();
    assertThat(joiner.words()).hasSize(4).isNotEqualTo(inviter.words());
    assertThat(inviter.words()).hasSize(4);
  }

  @Test
  void searchingForNoncesDoesNotMoveTheJoinersWords() {
    int alike = 0;
    for (int i = 0; i < RUNS; i++) {
      invite();
      FalseJoiner toInviter = new FalseJoiner(Optional.empty());
      toInviter.ask(toInviter.nonce);
      String wanted = inviter.words().get(0);
      FalseInviter toJoiner = new FalseInviter();
      byte[] guess = Nonce.random(random); // the joiner's is not to be had yet
      byte[] nonce = search(wanted, tried -> toJoiner.words(tried, guess));
      Terms unused = joiner.met(toJoiner.met(nonce));
      alike += joiner.words().get(0).equals(wanted) ? 1 : 0;
      // he lacked nothing but the nonce, and has it too late
      byte[] joiners = revealed();
      assertThat(joiner.words()).isEqualTo(toJoiner.words(nonce, joiners));
      byte[] found = search(wanted, tried -> toJoiner.words(tried, joiners));
      assertFails(Reason.OUT_OF_TURN, () -> joiner.met(toJoiner.met(found)));
    }
    assertThat(alike).isLessThan(RUNS);
  }

  @Test
  void nonceFoundAfterTheInvitersWasSeenIsRefused() {
    FalseInviter toJoiner = new FalseInviter();
    Terms unused = joiner.met(toJoiner.met(new byte[Nonce.BYTES]));
    String wanted = joiner.words().get(0);
    FalseJoiner toInviter = new FalseJoiner(Optional.empty());
    toInviter.ask(search(wanted, toInviter::words));
    assertThat(inviter.why()).contains(Reason.GARBLED);
    assertThat(inviter.words()).isEmpty();
    assertThat(inviter.request()).isEmpty();
  }

  @Test
  void commitmentOfTheJoinerOpensInNoOtherExchange() {
    FalseInviter toJoiner = new FalseInviter();
    byte[] copied = Wire.read(toJoiner.meeting).bytes("commit");
    FalseJoiner toInviter = new FalseJoiner(Optional.of(copied));
    Terms unused = joiner.met(toJoiner.met(toInviter.met.bytes("nonce")));
    toInviter.ask(revealed());
    assertThat(inviter.why()).contains(Reason.GARBLED);
    assertThat(inviter.words()).isEmpty();
  }

  @Test
  void committingLaterOrNotAtAllIsRefused() {
    byte[] opening = inviter.take(Joiner.hello());
    byte[] meeting = joiner.meet(opening);
    byte[] none = inviter.take(Wire.read(meeting).without("commit").encode());
    assertThat(Wire.read(none).is("stop")).isTrue();
    assertThat(inviter.stage()).isEqualTo(Stage.WAITING);
    byte[] met = inviter.take(meeting);
    byte[] later = inviter.take(Wire.read(meeting).with("commit", new byte[32]).encode());
    assertThat(Wire.read(later).is("stop")).isTrue();
    byte[] without = Wire.read(met).without("nonce").encode();
    assertFails(Reason.OUT_OF_TURN, () -> joiner.met(without));
    byte[] shorter = Wire.read(met).with("nonce", new byte[Nonce.BYTES - 1]).encode();
    assertFails(Reason.GARBLED, () -> joiner.met(shorter));
    assertThat(joiner.words()).isEmpty();
  }

  @Test
  void otherVersionIsNamedAsSuch() {
    byte[] older = DagCbor.encode(Ipld.map(Map.of("v", Ipld.of(1), "hello", Ipld.of(true))));
    assertFails(Reason.OTHER_VERSION, () -> inviter.take(older));
    assertFails(Reason.OTHER_VERSION, () -> joiner.meet(older));
    assertThat(inviter.stage()).isEqualTo(Stage.WAITING);
  }

  private static void assertFails(Reason reason, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            PairingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
