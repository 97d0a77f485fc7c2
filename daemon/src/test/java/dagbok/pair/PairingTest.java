package dagbok.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.pair.PairingException.Reason;
import dagbok.profile.Replica;
import dagbok.publish.Seals;
import dagbok.schema.Control;
import dagbok.schema.Item;
import dagbok.sync.Announcements;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exchange alone: two sides, and somebody between them who does as they like. */
final class PairingTest {
  private static final int CHANGES_A_MESSAGE = 8;

  private final SecureRandom random = new SecureRandom();
  @TempDir Path folder;
  private TestDaemon daemon;
  private Replica profile;
  private Terms terms;
  private PairingCode code;
  private Inviter inviter;
  private Joiner joiner;
  private final SigningKey key = newKey();

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder);
    profile = daemon.found("Ann");
    terms =
        new Terms(
            profile.profile(), daemon.device(profile), "Ann", List.of("http://192.0.2.1:8471"));
    invite();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private void invite() {
    code = PairingCode.random(random);
    inviter = new Inviter(code, terms, random);
    joiner = new Joiner(code, random);
  }

  private SigningKey newKey() {
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    random.nextBytes(seed);
    return SigningKey.ofSeed(seed);
  }

  private static DeviceRequest request(SigningKey key, Terms terms) {
    Control.Grant grant =
        Control.Grant.by(key, Seals.of(key).publicKey(), terms.profile(), terms.device());
    return new DeviceRequest(grant, "phone");
  }

  private List<Item> grant(DeviceRequest asked) {
    Cid device = daemon.write(profile, asked.grant());
    return Announcements.proof(profile, device).orElseThrow();
  }

  /** All messages in order, each through {@code path}; gives what the joiner got. */
  private Optional<List<Item>> run(Joiner side, UnaryOperator<byte[]> path) {
    byte[] opening = path.apply(inviter.take(Joiner.hello()));
    byte[] met = path.apply(inviter.take(path.apply(side.meet(opening))));
    Terms known = side.met(met);
    byte[] ask = path.apply(side.ask(request(key, known)));
    Optional<List<Item>> early = side.verdict(inviter.take(ask));
    assertThat(early).isEmpty();
    byte[] verdict = inviter.grant(grant(inviter.request().orElseThrow()));
    return side.verdict(path.apply(verdict));
  }

  @Test
  void bothShowTheSameWordsAndTheGrantIsOfTheJoinersKey() {
    assertThat(inviter.words()).isEmpty();
    Optional<List<Item>> proof = run(joiner, message -> message);
    assertThat(joiner.words()).hasSize(4).isEqualTo(inviter.words());
    assertThat(joiner.terms()).contains(terms);
    assertThat(inviter.stage()).isEqualTo(Stage.DONE);
    Cid device = proof.orElseThrow().get(2).entry().cid();
    Optional<Boolean> granted = profile.read(h -> h.key(device).map(key.publicKey()::equals));
    assertThat(granted).contains(true);
  }

  @Test
  void wordsDifferFromOnePairingToTheNext() {
    Optional<List<Item>> unused = run(joiner, message -> message);
    List<String> before = inviter.words();
    invite();
    Optional<List<Item>> again = run(joiner, message -> message);
    assertThat(again).isPresent();
    assertThat(inviter.words()).isNotEqualTo(before);
  }

  @Test
  void whoChangesAMessageStopsItAndNothingElse() {
    Random where = new Random(7);
    int messages = 5;
    for (int changed = 0; changed < messages; changed++) {
      for (int i = 0; i < CHANGES_A_MESSAGE; i++) {
        invite();
        Tampering tampering = new Tampering(changed, where);
        try {
          Optional<List<Item>> proof = run(joiner, tampering);
          assertThat(proof).as("message %s", changed).isEmpty();
        } catch (PairingException e) {
          assertThat(e.reason()).isNotNull();
        } catch (java.util.NoSuchElementException e) {
          assertThat(inviter.request()).isEmpty();
        }
        if (changed < messages - 1) {
          assertThat(inviter.stage()).isNotEqualTo(Stage.DONE);
        } else { // only the answer was spoilt; the right one is to be had still
          byte[] again = inviter.take(tampering.asked());
          assertThat(joiner.verdict(again)).isPresent();
        }
      }
    }
  }

  /** Flips one bit of one message. */
  private static final class Tampering implements UnaryOperator<byte[]> {
    private final int changed;
    private final Random where;
    private int at;
    private byte[] asked = new byte[0];

    Tampering(int changed, Random where) {
      this.changed = changed;
      this.where = where;
    }

    /** What the joiner asked with. */
    byte[] asked() {
      return asked;
    }

    @Override
    public byte[] apply(byte[] message) {
      if (at == 3) {
        asked = message.clone();
      }
      if (at++ != changed) {
        return message;
      }
      byte[] other = message.clone();
      other[where.nextInt(other.length)] ^= (byte) (1 << where.nextInt(8));
      return other;
    }
  }

  @Test
  void whoRelaysWithACodeOfTheirOwnLearnsNothing() {
    PairingCode guess = codeWithPlateOf(code);
    Inviter falseInviter =
        new Inviter(guess, new Terms(terms.profile(), terms.device(), "Eve", List.of()), random);
    Joiner falseJoiner = new Joiner(guess, random);
    byte[] toInviter = falseJoiner.meet(inviter.take(Joiner.hello()));
    byte[] fromInviter = inviter.take(toInviter);
    assertFails(Reason.WRONG_CODE, () -> falseJoiner.met(fromInviter));
    byte[] toFalse = joiner.meet(falseInviter.take(Joiner.hello()));
    byte[] fromFalse = falseInviter.take(toFalse);
    assertFails(Reason.WRONG_CODE, () -> joiner.met(fromFalse));
    assertThat(joiner.words()).isEmpty();
    assertThat(inviter.request()).isEmpty();
    byte[] told = inviter.take(Joiner.stop(Reason.WRONG_CODE));
    assertThat(inviter.stage()).isEqualTo(Stage.ENDED);
    assertThat(inviter.why()).contains(Reason.WRONG_CODE);
    assertFails(Reason.WRONG_CODE, () -> new Joiner(code, random).meet(told));
  }

  private PairingCode codeWithPlateOf(PairingCode other) {
    String plate = other.shown().substring(0, 2);
    return PairingCode.parse(plate + PairingCode.random(random).shown().substring(2));
  }

  @Test
  void wrongGuessEndsTheCode() {
    Joiner guesser = new Joiner(codeWithPlateOf(code), random);
    byte[] met = inviter.take(guesser.meet(inviter.take(Joiner.hello())));
    assertFails(Reason.WRONG_CODE, () -> guesser.met(met));
    // a guesser without manners tries to ask all the same
    byte[] forged =
        Wire.message()
            .with("confirm", new byte[] {1})
            .with("nonce", new byte[Nonce.BYTES])
            .with("request", new byte[] {2})
            .encode();
    byte[] answer = inviter.take(forged);
    assertThat(inviter.why()).contains(Reason.WRONG_CODE);
    assertFails(Reason.WRONG_CODE, () -> joiner.meet(answer));
    assertFails(Reason.WRONG_CODE, () -> joiner.meet(inviter.take(Joiner.hello())));
  }

  @Test
  void secondJoinerIsTurnedAwayAndTheFirstGoesOn() {
    byte[] opening = inviter.take(Joiner.hello());
    byte[] met = inviter.take(joiner.meet(opening));
    Joiner second = new Joiner(code, random);
    byte[] refused = inviter.take(second.meet(opening));
    assertFails(Reason.USED, () -> second.met(refused));
    byte[] ask = joiner.ask(request(key, joiner.met(met)));
    byte[] unused = inviter.take(ask);
    assertThat(inviter.stage()).isEqualTo(Stage.ASKED);
  }

  @Test
  void sameMessageAgainGetsTheSameAnswer() {
    byte[] meeting = joiner.meet(inviter.take(Joiner.hello()));
    byte[] met = inviter.take(meeting);
    assertThat(inviter.take(meeting)).isEqualTo(met);
    byte[] ask = joiner.ask(request(key, joiner.met(met)));
    assertThat(inviter.take(ask)).isEqualTo(inviter.take(ask));
    byte[] verdict = inviter.grant(grant(inviter.request().orElseThrow()));
    assertThat(inviter.take(ask)).isEqualTo(verdict);
    assertThat(joiner.verdict(verdict)).isPresent();
  }

  @Test
  void messagesOfAnotherPairingAreOfNoUse() {
    byte[] oldMeeting = joiner.meet(inviter.take(Joiner.hello()));
    byte[] oldMet = inviter.take(oldMeeting);
    byte[] oldAsk = joiner.ask(request(key, joiner.met(oldMet)));
    inviter = new Inviter(code, terms, random); // even with the same code
    Joiner again = new Joiner(code, random);
    byte[] unused = again.meet(inviter.take(Joiner.hello()));
    assertThatThrownBy(() -> again.met(oldMet)).isInstanceOf(PairingException.class);
    byte[] met = inviter.take(oldMeeting);
    assertThat(met).isNotEqualTo(oldMet);
    byte[] refused = inviter.take(oldAsk);
    assertThat(inviter.stage()).isEqualTo(Stage.ENDED);
    assertThat(inviter.request()).isEmpty();
    assertThatThrownBy(() -> joiner.verdict(refused)).isInstanceOf(PairingException.class);
  }

  @Test
  void proofForAnotherDeviceIsNotTaken() {
    byte[] met = inviter.take(joiner.meet(inviter.take(Joiner.hello())));
    Terms known = joiner.met(met);
    Terms other = new Terms(known.profile(), known.profile().root(), "Ann", List.of());
    byte[] unused = inviter.take(joiner.ask(request(key, other)));
    assertThat(inviter.why()).contains(Reason.GARBLED);
  }

  @Test
  void grantOfAnotherKeyIsNotTaken() {
    byte[] met = inviter.take(joiner.meet(inviter.take(Joiner.hello())));
    byte[] unused = inviter.take(joiner.ask(request(key, joiner.met(met))));
    byte[] verdict = inviter.grant(grant(request(newKey(), terms)));
    assertFails(Reason.GARBLED, () -> joiner.verdict(verdict));
  }

  @Test
  void refusalIsCertainOnlyUnderTheCommonKey() {
    byte[] met = inviter.take(joiner.meet(inviter.take(Joiner.hello())));
    byte[] ask = joiner.ask(request(key, joiner.met(met)));
    byte[] unused = inviter.take(ask);
    assertFails(Reason.REFUSED, () -> joiner.verdict(Joiner.stop(Reason.REFUSED)));
    inviter.end(Reason.REFUSED);
    assertFails(Reason.TURNED_DOWN, () -> joiner.verdict(inviter.take(ask)));
    assertThatThrownBy(() -> inviter.grant(List.of())).isInstanceOf(PairingException.class);
  }

  @Test
  void whatIsNoMessageChangesNothing() {
    for (byte[] junk : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[Wire.MAX_BYTES + 1])) {
      assertFails(Reason.GARBLED, () -> inviter.take(junk));
    }
    assertThat(run(joiner, message -> message)).isPresent();
  }

  @Test
  void codeIsReadAsPeopleTypeIt() {
    String shown = code.shown();
    assertThat(PairingCode.parse(" " + shown.toLowerCase(java.util.Locale.ROOT) + "\n").shown())
        .isEqualTo(shown);
    assertThat(PairingCode.parse(shown.replace("-", " ").replace('0', 'o').replace('1', 'l')))
        .satisfies(parsed -> assertThat(parsed.password()).isEqualTo(code.password()));
    assertThat(code.toString()).doesNotContain(shown.substring(3));
    for (String wrong : List.of("", "42", "42-K7QM-2XR", "42-K7QM-2XRU", shown + "1")) {
      assertFails(Reason.NO_CODE, () -> PairingCode.parse(wrong));
    }
  }

  private static void assertFails(Reason reason, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            PairingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
