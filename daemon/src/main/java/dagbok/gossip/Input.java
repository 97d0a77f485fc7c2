package dagbok.gossip;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.Optional;

/** What happened. Each comes with the time, in milliseconds of any clock that only goes forward. */
public sealed interface Input {
  /** Why a profile is held; decides how often it is announced. */
  enum Role {
    /** One's own. */
    OWN,
    /** Somebody's that one follows. */
    FOLLOWED,
    /** Somebody's that one follows and does not keep for others: asked about, never announced. */
    READ,
    /** Somebody's that nobody is to know one follows: neither; what others say is heard. */
    QUIET;

    /** Whether one asks others for news of it. */
    public boolean asks() {
      return this != QUIET;
    }

    /** Whether others are told that one has it. */
    public boolean tells() {
      return this == OWN || this == FOLLOWED;
    }
  }

  /** This profile is held from now on, in this role. */
  record Hold(ProfileId profile, Role role) implements Input {}

  /** This profile is no longer held. */
  record Drop(ProfileId profile) implements Input {}

  /** Profiles whose owners want to be found are heard of from now on. */
  record Discover() implements Input {}

  /** One's own profile wants to be found, as this message says. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Tell(byte[] discover) implements Input {}

  /** A message came. {@code from} is who published it, as the IPFS node says. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Received(String topic, String from, byte[] data) implements Input {}

  /** A subscription stands, or stands again. */
  record Listening(String topic) implements Input {}

  /** Somebody was reached who may know more of this profile. */
  record Ask(ProfileId profile) implements Input {}

  /**
   * One's copy is in step with this head. {@code full} carries items and contents as far as they
   * fit, {@code bare} none; {@code full} is there if the head was signed here just now.
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Newest(ProfileId profile, Cid head, byte[] bare, Optional<byte[]> full) implements Input {}

  /** Time went on. Comes at least once a second, or when {@link Gossip#due} says. */
  record Tick() implements Input {}
}
