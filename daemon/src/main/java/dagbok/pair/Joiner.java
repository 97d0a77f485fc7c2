package dagbok.pair;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.dag.DeviceProof;
import dagbok.schema.Item;
import dagbok.schema.SchemaException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The side of the new device: messages in, messages out. What it throws ends it, but for {@link
 * PairingException.Reason#OUT_OF_TURN}. For one thread.
 */
public final class Joiner {
  private final PairingCode code;
  private final Exchange exchange;
  private final byte[] nonce;
  private byte[] meeting = new byte[0];

  /** What it says first, to whomever; somebody may have answered nonsense before. */
  private Optional<Ipld> said = Optional.empty();

  private byte[] opening = new byte[0];
  private byte[] confirming = new byte[0];
  private Optional<Secrets> secrets = Optional.empty();
  private List<String> words = List.of();
  private Optional<Terms> terms = Optional.empty();
  private Optional<DeviceKey> key = Optional.empty();

  /** With the code that was typed. */
  public Joiner(PairingCode code, SecureRandom random) {
    this.code = code;
    this.exchange = new Exchange(Exchange.Side.JOINER, code, random);
    this.nonce = Nonce.random(random);
  }

  /** What asks an inviter for its first message. */
  public static byte[] hello() {
    return Wire.message().with("hello", Ipld.of(true)).encode();
  }

  /** What ends it at the inviter. */
  public static byte[] stop(PairingException.Reason reason) {
    return Wire.message().with("stop", Ipld.of(reason.name())).encode();
  }

  /** The words to compare, once the inviter has shown that it has the code. */
  public List<String> words() {
    return words;
  }

  /** What one is invited to, once that is known. */
  public Optional<Terms> terms() {
    return terms;
  }

  /**
   * Answers the inviter's first message.
   *
   * @throws PairingException with {@code OTHER_CODE} if it stands for another code, which is then
   *     not spent
   */
  public byte[] meet(byte[] message) {
    Wire wire = went(message);
    if (!wire.is("plate", "first") || meeting.length > 0) {
      throw new PairingException(PairingException.Reason.OUT_OF_TURN);
    }
    if (wire.integer("plate") != code.plate()) {
      throw new PairingException(PairingException.Reason.OTHER_CODE);
    }
    if (said.isEmpty()) {
      said = Optional.of(exchange.first());
    }
    exchange.takeFirst(wire.parts("first"));
    Ipld first = said.get();
    opening = message.clone();
    Wire mine = Wire.message().with("first", first).with("second", exchange.second());
    byte[] commitment = Nonce.commitment(opening, mine.encode(), nonce);
    meeting = mine.with("commit", commitment).encode();
    return meeting.clone();
  }

  /** Reads a message; the inviter may say that it ended. */
  private static Wire went(byte[] message) {
    Wire wire = Wire.read(message);
    if (wire.is("stop")) {
      throw new PairingException(Inviter.stopped(wire));
    }
    return wire;
  }

  /** What the inviter says to invite to. */
  public Terms met(byte[] message) {
    Wire wire = went(message);
    if (!wire.is("second", "nonce", "confirm", "terms")
        || meeting.length == 0
        || terms.isPresent()) {
      throw new PairingException(PairingException.Reason.OUT_OF_TURN);
    }
    exchange.takeSecond(wire.parts("second"));
    Ipld second = Ipld.list(wire.parts("second").stream().map(Ipld::of).toList());
    byte[] theirNonce = Nonce.checked(wire.bytes("nonce"));
    byte[] theirs = Wire.message().with("second", second).with("nonce", theirNonce).encode();
    Secrets made = Secrets.of(exchange.material(), opening, meeting, theirs);
    byte[] confirmation = exchange.confirmation();
    exchange.takeConfirmation(wire.bytes("confirm"));
    Terms said = Wire.terms(made.open(Secrets.Kind.TERMS, wire.bytes("terms")));
    words = Secrets.words(exchange.material(), opening, meeting, theirs, nonce);
    secrets = Optional.of(made);
    confirming = confirmation;
    terms = Optional.of(said);
    return said;
  }

  /** Asks for the grant; to be said when the key is durably here, and not before. */
  public byte[] ask(DeviceRequest request) {
    key = Optional.of(request.grant().key());
    return Wire.message()
        .with("confirm", confirming)
        .with("nonce", nonce)
        .with("request", secrets().seal(Secrets.Kind.REQUEST, Wire.encode(request)))
        .encode();
  }

  private Secrets secrets() {
    return secrets.orElseThrow(() -> new PairingException(PairingException.Reason.OUT_OF_TURN));
  }

  /**
   * What became of it: empty as long as the inviter's person has not decided, else the proof of the
   * new device, which is its last entry.
   *
   * @throws PairingException with {@code TURNED_DOWN} if the inviter certainly wrote no grant; any
   *     other reason leaves that open
   */
  public Optional<List<Item>> verdict(byte[] message) {
    Wire wire = went(message);
    if (wire.is("wait")) {
      return Optional.empty();
    }
    if (!wire.is("verdict")) {
      throw new PairingException(PairingException.Reason.OUT_OF_TURN);
    }
    byte[] plain = secrets().open(Secrets.Kind.VERDICT, wire.bytes("verdict"));
    List<Item> proof = Wire.items(Wire.read(plain));
    if (proof.isEmpty()) {
      throw new PairingException(PairingException.Reason.TURNED_DOWN);
    }
    check(proof);
    return Optional.of(proof);
  }

  private void check(List<Item> proof) {
    Cid device = proof.get(proof.size() - 1).entry().cid();
    Terms invited = terms.orElseThrow();
    try {
      DeviceKey granted = DeviceProof.key(invited.profile(), proof, device, Verifier.ed25519());
      boolean byInviter =
          proof.size() > 1 && proof.get(proof.size() - 2).entry().cid().equals(invited.device());
      if (!key.equals(Optional.of(granted)) || !byInviter) {
        throw new PairingException(PairingException.Reason.GARBLED);
      }
    } catch (SchemaException e) {
      throw new PairingException(PairingException.Reason.GARBLED, e);
    }
  }
}
