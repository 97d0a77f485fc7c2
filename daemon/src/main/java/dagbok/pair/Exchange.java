package dagbok.pair;

import dagbok.codec.Ipld;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.agreement.jpake.JPAKEParticipant;
import org.bouncycastle.crypto.agreement.jpake.JPAKEPrimeOrderGroup;
import org.bouncycastle.crypto.agreement.jpake.JPAKEPrimeOrderGroups;
import org.bouncycastle.crypto.agreement.jpake.JPAKERound1Payload;
import org.bouncycastle.crypto.agreement.jpake.JPAKERound2Payload;
import org.bouncycastle.crypto.agreement.jpake.JPAKERound3Payload;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * One side of J-PAKE over NIST's group of 3072 bits with SHA-256, its rounds as lists of numbers.
 * The proofs of knowledge, and that numbers lie in the group, are checked by the library. For one
 * thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8236">RFC 8236</a>
 */
final class Exchange {
  private static final JPAKEPrimeOrderGroup GROUP = JPAKEPrimeOrderGroups.NIST_3072;
  private static final int MAX_NUMBER_BYTES = 384;
  private static final int FIRST_NUMBERS = 6;
  private static final int SECOND_NUMBERS = 3;

  /** The two sides; a message of one can't pass for one of the other. */
  enum Side {
    INVITER,
    JOINER;

    private Side other() {
      return this == INVITER ? JOINER : INVITER;
    }
  }

  private final Side side;
  private final JPAKEParticipant participant;
  private BigInteger material = BigInteger.ZERO;

  Exchange(Side side, PairingCode code, SecureRandom random) {
    this.side = side;
    this.participant =
        new JPAKEParticipant(side.name(), code.password(), GROUP, new SHA256Digest(), random);
  }

  /** What one says first; once. */
  Ipld first() {
    JPAKERound1Payload round = participant.createRound1PayloadToSend();
    BigInteger[] one = round.getKnowledgeProofForX1();
    BigInteger[] two = round.getKnowledgeProofForX2();
    return numbers(round.getGx1(), one[0], one[1], round.getGx2(), two[0], two[1]);
  }

  void takeFirst(List<byte[]> parts) {
    BigInteger[] numbers = numbers(parts, FIRST_NUMBERS);
    checked(
        () ->
            participant.validateRound1PayloadReceived(
                new JPAKERound1Payload(
                    side.other().name(),
                    numbers[0],
                    numbers[3],
                    new BigInteger[] {numbers[1], numbers[2]},
                    new BigInteger[] {numbers[4], numbers[5]})));
  }

  /** What one says when one has the other's first; once. */
  Ipld second() {
    JPAKERound2Payload round = participant.createRound2PayloadToSend();
    BigInteger[] proof = round.getKnowledgeProofForX2s();
    return numbers(round.getA(), proof[0], proof[1]);
  }

  void takeSecond(List<byte[]> parts) {
    BigInteger[] numbers = numbers(parts, SECOND_NUMBERS);
    checked(
        () ->
            participant.validateRound2PayloadReceived(
                new JPAKERound2Payload(
                    side.other().name(), numbers[0], new BigInteger[] {numbers[1], numbers[2]})));
    material = participant.calculateKeyingMaterial();
  }

  /** The key, to derive others from. */
  BigInteger material() {
    return material;
  }

  /** Shows that one has the key; once. */
  byte[] confirmation() {
    return participant.createRound3PayloadToSend(material).getMacTag().toByteArray();
  }

  /**
   * Sees that the other has the same key.
   *
   * @throws PairingException if its code is another one
   */
  void takeConfirmation(byte[] tag) {
    try {
      participant.validateRound3PayloadReceived(
          new JPAKERound3Payload(side.other().name(), number(tag)), material);
    } catch (CryptoException e) {
      throw new PairingException(PairingException.Reason.WRONG_CODE, e);
    }
  }

  /** A step of the library. */
  private interface Step {
    void take() throws CryptoException;
  }

  private static void checked(Step step) {
    try {
      step.take();
    } catch (CryptoException | IllegalArgumentException | ArithmeticException e) {
      throw new PairingException(PairingException.Reason.GARBLED, e);
    }
  }

  private static Ipld numbers(BigInteger... numbers) {
    return Ipld.list(Stream.of(numbers).map(number -> Ipld.of(number.toByteArray())).toList());
  }

  private static BigInteger[] numbers(List<byte[]> parts, int count) {
    if (parts.size() != count) {
      throw new PairingException(PairingException.Reason.GARBLED);
    }
    return parts.stream().map(Exchange::number).toArray(BigInteger[]::new);
  }

  /** What is longer than any number of the group costs nothing. */
  private static BigInteger number(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_NUMBER_BYTES + 1) { // one for the sign
      throw new PairingException(PairingException.Reason.GARBLED);
    }
    return new BigInteger(bytes);
  }
}
