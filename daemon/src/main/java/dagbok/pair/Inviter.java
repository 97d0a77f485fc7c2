package dagbok.pair;

import dagbok.codec.Ipld;
import dagbok.schema.Item;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The side of the device that is in force: messages in, answers out. It speaks with whoever comes
 * first and with nobody else; one wrong word ends it for good. What was answered is answered again
 * when the same is said again, so a lost answer does no harm. For one thread.
 */
public final class Inviter {
  private final PairingCode code;
  private final Terms terms;
  private final Exchange exchange;
  private final byte[] nonce;
  private final byte[] opening;
  private Stage stage = Stage.WAITING;
  private Optional<PairingException.Reason> why = Optional.empty();
  private Optional<Secrets> secrets = Optional.empty();

  /** The joiner's first message and the answer to it, once they were said. */
  private Optional<Wire> meeting = Optional.empty();

  private byte[] mine = new byte[0];
  private List<String> words = List.of();
  private Optional<DeviceRequest> request = Optional.empty();
  private byte[] heard = new byte[0];
  private byte[] answer = new byte[0];

  /** With what it invites to. */
  public Inviter(PairingCode code, Terms terms, SecureRandom random) {
    this.code = code;
    this.terms = terms;
    this.exchange = new Exchange(Exchange.Side.INVITER, code, random);
    this.nonce = Nonce.random(random);
    this.opening =
        Wire.message()
            .with("plate", Ipld.of(code.plate()))
            .with("first", exchange.first())
            .encode();
  }

  /** How far it has come. */
  public Stage stage() {
    return stage;
  }

  /** Why it ended, if it did. */
  public Optional<PairingException.Reason> why() {
    return why;
  }

  /** Whether anybody answered what was said first. */
  boolean hasMet() {
    return secrets.isPresent();
  }

  /** The code to show. */
  public PairingCode code() {
    return code;
  }

  /** What it invites to. */
  public Terms terms() {
    return terms;
  }

  /** The words to compare, once the other has shown that it has the code, and its nonce. */
  public List<String> words() {
    return words;
  }

  /** What the joiner asks for, once it did. */
  public Optional<DeviceRequest> request() {
    return request;
  }

  /** What is carried to the other device next, where files are; empty if it is not its turn. */
  Optional<Carried> carried() {
    return switch (stage) {
      case WAITING -> Optional.of(new Carried(1, opening()));
      case MET -> Optional.of(new Carried(3, answer.clone()));
      case DONE -> Optional.of(new Carried(5, answer.clone()));
      case ASKED, ENDED -> Optional.empty();
    };
  }

  /** What is said first. */
  public byte[] opening() {
    return opening.clone();
  }

  /**
   * The answer to a message.
   *
   * @throws PairingException if it is no message at all, which changes nothing
   */
  public byte[] take(byte[] message) {
    Wire wire = Wire.read(message);
    if (wire.is("hello")) {
      return stage == Stage.ENDED ? ended() : opening();
    }
    if (Arrays.equals(message, heard)) {
      return answer.clone();
    }
    try {
      byte[] fresh = next(wire);
      heard = message.clone();
      answer = fresh;
      return fresh.clone();
    } catch (PairingException e) {
      if (e.reason() == PairingException.Reason.USED) {
        return said(e.reason());
      }
      end(e.reason());
      return ended();
    }
  }

  private byte[] next(Wire wire) {
    if (stage == Stage.ENDED) {
      return ended();
    }
    if (wire.is("stop")) {
      throw new PairingException(stopped(wire));
    }
    if (wire.is("first", "second", "commit") && stage == Stage.WAITING) {
      return meet(wire);
    }
    if (wire.is("confirm", "nonce", "request") && stage == Stage.MET) {
      return ask(wire);
    }
    throw new PairingException(PairingException.Reason.USED);
  }

  private byte[] meet(Wire wire) {
    exchange.takeFirst(wire.parts("first"));
    Ipld second = exchange.second();
    exchange.takeSecond(wire.parts("second"));
    meeting = Optional.of(wire);
    mine = Wire.message().with("second", second).with("nonce", nonce).encode();
    Secrets made = Secrets.of(exchange.material(), opening, wire.encode(), mine);
    secrets = Optional.of(made);
    stage = Stage.MET;
    return Wire.message()
        .with("second", second)
        .with("nonce", nonce)
        .with("confirm", exchange.confirmation())
        .with("terms", made.seal(Secrets.Kind.TERMS, Wire.encode(terms)))
        .encode();
  }

  private byte[] ask(Wire wire) {
    exchange.takeConfirmation(wire.bytes("confirm"));
    byte[] theirs = revealed(wire.bytes("nonce"));
    Secrets known = secrets.orElseThrow();
    DeviceRequest asked = Wire.request(known.open(Secrets.Kind.REQUEST, wire.bytes("request")));
    if (!asked.isProven(terms.profile(), terms.device())) {
      throw new PairingException(PairingException.Reason.GARBLED);
    }
    byte[] met = meeting.orElseThrow().encode();
    words = Secrets.words(exchange.material(), opening, met, mine, theirs);
    request = Optional.of(asked);
    stage = Stage.ASKED;
    return Wire.message().with("wait", Ipld.of(true)).encode();
  }

  /** The joiner's nonce, which must be the one that it committed itself to. */
  private byte[] revealed(byte[] nonce) {
    Wire met = meeting.orElseThrow();
    byte[] said = met.without("commit").encode();
    byte[] expected = Nonce.commitment(opening, said, Nonce.checked(nonce));
    if (!Arrays.equals(expected, met.bytes("commit"))) {
      throw new PairingException(PairingException.Reason.GARBLED);
    }
    return nonce;
  }

  /** The grant was written: the root entry and the grants down to the new device, whole. */
  public byte[] grant(List<Item> proof) {
    if (stage != Stage.ASKED) {
      throw new PairingException(PairingException.Reason.OUT_OF_TURN);
    }
    stage = Stage.DONE;
    return verdict(proof);
  }

  private byte[] verdict(List<Item> proof) {
    byte[] sealed = secrets.orElseThrow().seal(Secrets.Kind.VERDICT, Wire.encode(proof));
    answer = Wire.message().with("verdict", sealed).encode();
    return answer.clone();
  }

  /** The person said no, or time is over; of no effect once the grant is written. */
  public void end(PairingException.Reason reason) {
    if (stage == Stage.DONE || stage == Stage.ENDED) {
      return;
    }
    why = Optional.of(reason);
    if (stage == Stage.ASKED) {
      byte[] unused = verdict(List.of());
    } else {
      answer = said(reason);
    }
    stage = Stage.ENDED;
  }

  private byte[] ended() {
    return said(why.orElse(PairingException.Reason.EXPIRED));
  }

  /** Not sealed: who has no key must understand it, and who is on the way can cut it anyway. */
  private static byte[] said(PairingException.Reason reason) {
    return Wire.message().with("stop", Ipld.of(reason.name())).encode();
  }

  /** Why the other side says that it ended. */
  static PairingException.Reason stopped(Wire wire) {
    String name = wire.text("stop");
    return Stream.of(PairingException.Reason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElse(PairingException.Reason.GARBLED);
  }
}
