package dagbok.peer;

import dagbok.codec.DecodeException;
import dagbok.crypto.Signature;
import dagbok.crypto.SigningKey;
import dagbok.ipfs.PubSub;
import dagbok.schema.ProfileId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What peers say to each other over HTTP (protocol.md, Peer protocol). DAG-CBOR. */
sealed interface Frame {
  /** The most bytes of a frame. */
  int MAX_BYTES = PubSub.MAX_MESSAGE_BYTES + 1024;

  /** The most bytes of a topic's name. */
  int MAX_TOPIC_BYTES = 128;

  /**
   * Who I am and what I listen to. Said first, and again when it changed.
   *
   * @param port where I answer, on the address that I come from; 0: nowhere
   * @param signature by the key of {@code id}, over a challenge of the other side too, so that
   *     nobody can take the place of another
   */
  record Hello(PeerId id, int port, List<String> topics, List<Person> people, Signature signature)
      implements Frame {
    private static final byte[] DOMAIN = "dagbok/1/hello\0".getBytes(StandardCharsets.US_ASCII);

    /** The most topics. */
    static final int MAX_TOPICS = 256;

    /** The most people. */
    static final int MAX_PEOPLE = 16;

    /** Copies the lists. */
    public Hello {
      topics = List.copyOf(topics);
      people = List.copyOf(people);
    }

    /** Signed by the key of the peer that says it, in answer to a challenge. */
    static Hello signed(
        SigningKey key, String challenge, int port, List<String> topics, List<Person> people) {
      PeerId id = new PeerId(key.publicKey());
      byte[] message = FrameForm.unsigned(domain(challenge), id, port, topics, people);
      return new Hello(id, port, topics, people, key.sign(message));
    }

    /** What the signature is over. */
    byte[] signedMessage(String challenge) {
      return FrameForm.unsigned(domain(challenge), id, port, topics, people);
    }

    private static byte[] domain(String challenge) {
      byte[] end = (challenge + "\0").getBytes(StandardCharsets.US_ASCII);
      byte[] all = Arrays.copyOf(DOMAIN, DOMAIN.length + end.length);
      System.arraycopy(end, 0, all, DOMAIN.length, end.length);
      return all;
    }
  }

  /** Somebody who writes at a peer, as it says. */
  record Person(ProfileId profile, String name) {
    /** The most bytes of a name. */
    static final int MAX_NAME_BYTES = 256;
  }

  /**
   * A message of a topic, from whoever published it; others pass it on as it is.
   *
   * @param number grows with each message of one peer
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Spoken(PeerId from, long number, String topic, byte[] data, Signature signature)
      implements Frame {
    private static final byte[] DOMAIN = "dagbok/1/spoken\0".getBytes(StandardCharsets.US_ASCII);

    /** Signed by the key of {@code from}. */
    static Spoken signed(SigningKey key, long number, String topic, byte[] data) {
      PeerId from = new PeerId(key.publicKey());
      byte[] message = FrameForm.unsigned(DOMAIN, from, number, topic, data);
      return new Spoken(from, number, topic, data, key.sign(message));
    }

    /** What the signature is over. */
    byte[] signedMessage() {
      return FrameForm.unsigned(DOMAIN, from, number, topic, data);
    }
  }

  /** Its bytes. */
  default byte[] encode() {
    return FrameForm.encode(this);
  }

  /**
   * Reads a frame.
   *
   * @throws DecodeException if it is none
   */
  static Frame decode(byte[] bytes) throws DecodeException {
    return FrameForm.decode(bytes);
  }
}
