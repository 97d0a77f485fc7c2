package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import java.util.List;

/**
 * What peers tell each other, over pubsub or HTTP: a DAG-CBOR map of at most 64 KiB. Immutable. Who
 * decodes a message has checked its form alone; no signature and no hash beyond those that the
 * decoder itself computes.
 */
public sealed interface Message {
  /** The most bytes of a message: 64 KiB. */
  int MAX_BYTES = 64 * 1024;

  /**
   * The message that {@code bytes} are, by which fields it has.
   *
   * @throws SchemaException if they are not exactly the canonical bytes of one
   */
  static Message decode(byte[] bytes) throws SchemaException {
    return Strict.decode(bytes, MAX_BYTES, MessageForm::read);
  }

  /**
   * The canonical bytes, a fresh array.
   *
   * @throws IllegalArgumentException if they would be more than a message may have
   */
  default byte[] encode() {
    return Strict.encode(MessageForm.toIpld(this), MAX_BYTES);
  }

  /**
   * A profile has a new head.
   *
   * @param head the head
   * @param proof the root entry and the grants down to the head's device, whole
   * @param items the newest items, as far as they fit
   * @param contents small contents of theirs, as far as they fit
   */
  record Announcement(Encoded<Head> head, List<Item> proof, List<Item> items, List<Block> contents)
      implements Message {
    /** Copies the lists. */
    public Announcement {
      proof = List.copyOf(proof);
      items = List.copyOf(items);
      contents = List.copyOf(contents);
      MessageForm.checkRaw(contents);
    }
  }

  /**
   * Which heads of some profiles somebody knows, so that others may announce newer ones.
   *
   * @param profiles at most {@link #MAX_PROFILES}
   */
  record Query(List<Known> profiles) implements Message {
    /** The most profiles of one query. */
    public static final int MAX_PROFILES = 64;

    /** Checks the bound. */
    public Query {
      profiles = List.copyOf(profiles);
      Form.count("query.profiles", profiles.size(), MAX_PROFILES);
    }

    /** The heads that are known of one profile. */
    public record Known(ProfileId profile, List<Cid> heads) {
      /** Checks the references. */
      public Known {
        heads = List.copyOf(heads);
        heads.forEach(head -> Form.object("query's head", head));
      }
    }
  }

  /**
   * A new reply, told on the topic of the profile replied to.
   *
   * @param profile whose entry the reply is
   * @param item the reply
   * @param contents its small contents, as far as they fit
   * @param proof the root entry and the grants down to the reply's device, whole
   */
  record ReplyNotice(ProfileId profile, Item item, List<Block> contents, List<Item> proof)
      implements Message {
    /** Copies the lists. */
    public ReplyNotice {
      contents = List.copyOf(contents);
      proof = List.copyOf(proof);
      MessageForm.checkRaw(contents);
    }
  }

  /**
   * A profile whose owner wants it to be found. Void after a day.
   *
   * @param device the device that signs
   * @param proof the root entry and the grants down to the device, whole
   * @param peers addresses where the profile can be had
   * @param time seconds since the Unix epoch
   * @param sig by the device's key over {@link #signedMessage}
   */
  record Discover(
      ProfileId profile, Cid device, List<Item> proof, List<String> peers, long time, Signature sig)
      implements Message {
    /** The most addresses. */
    public static final int MAX_PEERS = 8;

    /** Checks every bound. */
    public Discover {
      proof = List.copyOf(proof);
      peers = List.copyOf(peers);
      Form.object("discover.device", device);
      Form.count("discover.peers", peers.size(), MAX_PEERS);
      peers.forEach(peer -> Form.text("discover.peers", peer));
      Form.integer("discover.time", time);
    }

    /** What the signature is over: the domain and the canonical bytes of the fields before it. */
    public byte[] signedMessage() {
      return Domain.DISCOVER.message(Strict.encode(MessageForm.unsigned(this).build(), MAX_BYTES));
    }

    /** This message with a signature by {@code key} in place of its own. */
    public Discover signedBy(SigningKey key) {
      return new Discover(profile, device, proof, peers, time, key.sign(signedMessage()));
    }
  }
}
