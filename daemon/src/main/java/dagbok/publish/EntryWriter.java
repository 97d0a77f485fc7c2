package dagbok.publish;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.RecoveryPhrase;
import dagbok.crypto.SigningKey;
import dagbok.profile.Copy;
import dagbok.profile.Doubt;
import dagbok.profile.DoubtException;
import dagbok.profile.KeyFolder;
import dagbok.profile.LimitException;
import dagbok.profile.Rehearsal;
import dagbok.profile.Replica;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Payload;
import dagbok.schema.Salt;
import dagbok.web.port.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * @throws Refusal if it has none in force that may write
   */
  public KeyFolder.Key device(Replica replica) {
    return find(replica).orElseThrow(() -> refusal(replica));
  }

  /** The same, if there is one. */
  public Optional<KeyFolder.Key> find(Replica replica) {
    return !replica.own()
        ? Optional.empty()
        : keys.of(replica.profile()).stream()
            .filter(key -> replica.devices().mayWrite(key.device()))
            .findFirst();
  }

  /** Why no device of this machine may write, if there is one whose entries could fork. */
  public Optional<Doubt> doubt(Replica replica) {
    return find(replica).isPresent()
        ? Optional.empty()
        : keys.of(replica.profile()).stream()
            .flatMap(key -> replica.devices().doubt(key.device()).stream())
            .max(Comparator.naturalOrder());
  }

  /**
   * Somebody announced a head, rightly signed: if it is of a device whose key is here and was not
   * signed here, that device writes no more.
   *
   * @return whether that is news
   */
  public boolean heard(Copy copy, Encoded<Head> head) {
    return copy instanceof Replica replica
        && replica.own()
        && keys.find(head.value().device()).isPresent()
        && replica.devices().heard(head);
  }

  private Refusal refusal(Replica replica) {
    Optional<Doubt> doubt = doubt(replica);
    if (doubt.isPresent()) {
      return refusal(replica, doubt.get(), null);
    }
    if (keys.of(replica.profile()).stream()
        .anyMatch(key -> replica.member(key.device()).isEmpty())) {
      return refused(
          replica,
          "what other devices wrote to " + replica.profile() + " is still being fetched",
          "leave the device that invited this one running, and see 'dagbok status'",
          null);
    }
    return refused(
        replica,
        "this machine has no device that may write to " + replica.profile(),
        replica.own()
            ? "run 'dagbok profile recover' with the recovery phrase, and it gets one"
            : "run 'dagbok profile list', and choose a profile of your own",
        null);
  }

  private static Refusal refusal(Replica replica, Doubt doubt, @Nullable DoubtException cause) {
    return refused(replica, DoubtWords.text(doubt), DoubtWords.fix(doubt), cause);
  }

  private static Refusal refused(
      Replica replica, String error, String hint, @Nullable Throwable cause) {
    return new Refusal(
        Refusal.Reason.CONFLICT, error, hint, Optional.of(replica.profile().root()), cause);
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
    return write(replica, device(replica), payload, blocks);
  }

  /** The same by the key that {@link #device} gave. */
  public Replica.Written write(
      Replica replica, KeyFolder.Key key, Encoded<Payload> payload, Collection<Block> blocks) {
    return write(replica, key.device(), SigningKey.ofSeed(key.seed()), payload, blocks);
  }

  private static Replica.Written write(
      Replica replica,
      Cid device,
      SigningKey key,
      Encoded<Payload> payload,
      Collection<Block> blocks) {
    try {
      return replica.write(device, key, payload, blocks);
    } catch (LimitException e) {
      throw refused(replica, String.valueOf(e.getMessage()), e.cure(), e);
    } catch (DoubtException e) {
      throw refusal(replica, e.doubt(), e);
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

  /**
   * What writing these control entries would come to; nothing is written.
   *
   * @throws Refusal if this machine has no device of the profile
   */
  public Rehearsal rehearse(Replica replica, List<? extends Control> controls) {
    KeyFolder.Key key = device(replica);
    List<Encoded<Payload>> payloads =
        controls.stream().map(control -> payload(List.of(), control.toBody())).toList();
    return replica.rehearse(key.device(), SigningKey.ofSeed(key.seed()), payloads);
  }

  /**
   * Writes a control entry by the profile key, with a head that has it; both are durable on return.
   * All that the profile key wrote should be here, or its own chain forks.
   *
   * @throws Refusal if the phrase is another profile's, or the profile is full
   */
  public Cid write(Replica replica, RecoveryPhrase phrase, Control control) {
    ProfileRoot root = ProfileRoot.of(phrase);
    if (!root.profile().equals(replica.profile())) {
      throw refused(replica, "these words are of another profile", "dagbok profile list", null);
    }
    Encoded<Payload> payload = payload(List.of(), control.toBody());
    return write(replica, root.entry().cid(), root.key(), payload, List.of()).entry().cid();
  }
}
