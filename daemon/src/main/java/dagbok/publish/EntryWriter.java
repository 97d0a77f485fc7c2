package dagbok.publish;

import dagbok.block.Block;
import dagbok.crypto.SigningKey;
import dagbok.profile.KeyFolder;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import dagbok.schema.Salt;
import dagbok.web.port.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes entries as this machine's device of a profile of one's own. Thread-safe. */
public final class EntryWriter {
  private final KeyFolder keys;
  private final Clock clock;
  private final SecureRandom random;

  /** With the keys of this machine's devices. */
  public EntryWriter(KeyFolder keys, Clock clock, SecureRandom random) {
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The key of this machine's device of a profile.
   *
   * @throws Refusal if it has none in force
   */
  public KeyFolder.Key device(Replica replica) {
    return find(replica).orElseThrow(() -> none(replica));
  }

  private Refusal none(Replica replica) {
    boolean isFetching =
        keys.all().stream()
            .filter(key -> key.profile().equals(replica.profile()))
            .anyMatch(key -> replica.member(key.device()).isEmpty());
    return new Refusal(
        Refusal.Reason.CONFLICT,
        isFetching
            ? "what other devices wrote to " + replica.profile() + " is still being fetched"
            : "this machine has no device that may write to " + replica.profile(),
        isFetching
            ? "leave the device that invited this one running, and see 'dagbok status'"
            : "run 'dagbok profile list', and choose a profile of your own",
        Optional.of(replica.profile().root()),
        null);
  }

  /** The same, if there is one. */
  public Optional<KeyFolder.Key> find(Replica replica) {
    return keys.all().stream()
        .filter(key -> key.profile().equals(replica.profile()))
        .filter(key -> replica.read(history -> history.isInForce(key.device())))
        .findFirst();
  }

  /**
   * A payload that is written now.
   *
   * @throws IllegalArgumentException if it exceeds a bound
   */
  public Encoded<Payload> payload(List<Content> contents, Body body) {
    return Encoded.of(new Payload(salt(), clock.instant().getEpochSecond(), contents, body));
  }

  private Salt salt() {
    byte[] salt = new byte[Salt.BYTES];
    random.nextBytes(salt);
    return new Salt(salt);
  }

  /**
   * Writes an entry, which is durable on return; {@code blocks} are its contents.
   *
   * @throws Refusal if the profile is full, or this machine has no device of it
   */
  public Replica.Written write(
      Replica replica, Encoded<Payload> payload, Collection<Block> blocks) {
    KeyFolder.Key key = device(replica);
    try {
      return replica.write(key.device(), SigningKey.ofSeed(key.seed()), payload, blocks);
    } catch (LimitException e) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          String.valueOf(e.getMessage()),
          e.cure(),
          Optional.of(replica.profile().root()),
          e);
    }
  }

  /**
   * Writes a control entry, which is durable on return.
   *
   * @throws Refusal as above
   */
  public Replica.Written write(Replica replica, Control control) {
    return write(replica, payload(List.of(), control.toBody()), List.of());
  }
}
