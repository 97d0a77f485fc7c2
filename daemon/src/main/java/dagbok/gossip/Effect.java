package dagbok.gossip;

import dagbok.cid.Cid;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;

/** What is to be done about it. */
public sealed interface Effect {
  /** Publish this. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Publish(String topic, byte[] data) implements Effect {}

  /** Keep a subscription. */
  record Subscribe(String topic) implements Effect {}

  /** End a subscription. */
  record Unsubscribe(String topic) implements Effect {}

  /** Somebody says to hold this snapshot of a held profile; nothing of it is checked. */
  record Held(ProfileId profile, Cid snapshot, String from) implements Effect {}

  /** Somebody says that a profile wants to be found; nothing of it is checked. */
  record Discovered(Message.Discover message, String from) implements Effect {}

  /** Somebody announced a head of a held profile that was not seen here: judge it. */
  record Announced(ProfileId profile, Message.Announcement announcement, String from)
      implements Effect {}
}
