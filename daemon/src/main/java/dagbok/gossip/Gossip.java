package dagbok.gossip;

import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Topic;
import dagbok.work.RateLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Gossip about the heads of the profiles that one holds. Not thread-safe: inputs follow one
 * another.
 */
public final class Gossip {
  private static final int PEER_BURST = 200;
  private static final long PEER_REFILL_MILLIS = 50;

  /** The shortest time between queries for one profile each: others take no more from a peer. */
  private static final long ASK_ALONE_PAUSE_MILLIS = PEER_REFILL_MILLIS;

  private final RandomGenerator random;
  private final Decoder decoder;
  private final Map<ProfileId, HeldProfile> held = new LinkedHashMap<>();

  /** Topics whose subscription stood once; those of held profiles only. */
  private final Set<String> listened = new HashSet<>();

  private final RateLimit peers = new RateLimit(PEER_BURST, PEER_REFILL_MILLIS);
  private long askAloneAt = Long.MIN_VALUE;

  /** What was said last to be due. */
  private long due;

  /** Whether that still holds: most of what one hears is about profiles that are not held. */
  private boolean isDueKnown;

  /** Reads messages. */
  @FunctionalInterface
  public interface Decoder {
    /**
     * The message that these bytes are, as {@link Message#decode} says.
     *
     * @throws SchemaException if they are none
     */
    Message decode(byte[] data) throws SchemaException;
  }

  /** With the randomness that spreads answers and repetitions in time. */
  public Gossip(RandomGenerator random) {
    this(random, Message::decode);
  }

  /** The same where many read the same messages, and one reads them for all. */
  public Gossip(RandomGenerator random, Decoder decoder) {
    this.random = random;
    this.decoder = decoder;
  }

  /** When there is something to say if nothing happens before; a tick before that does nothing. */
  public long due() {
    if (!isDueKnown) {
      due = earliest();
      isDueKnown = true;
    }
    return due;
  }

  private long earliest() {
    long earliest = Long.MAX_VALUE;
    for (HeldProfile profile : held.values()) {
      earliest = Math.min(earliest, profile.due());
    }
    return earliest;
  }

  /** What follows from an input that came at {@code now}, in milliseconds. */
  public List<Effect> on(Input input, long now) {
    List<Effect> effects = new ArrayList<>();
    isDueKnown &= input instanceof Input.Received;
    if (input instanceof Input.Hold hold) {
      hold(hold, now, effects);
    } else if (input instanceof Input.Drop drop) {
      drop(drop.profile(), effects);
    } else if (input instanceof Input.Listening listening) {
      listening(listening.topic(), now);
    } else if (input instanceof Input.Ask ask) {
      ask(ask.profile(), now);
    } else if (input instanceof Input.Newest newest) {
      newest(newest, now, effects);
    } else if (input instanceof Input.Received received) {
      received(received, now, effects);
    } else if (input instanceof Input.Discover) {
      effects.add(new Effect.Subscribe(Topic.DISCOVER.name()));
    } else if (input instanceof Input.Tell tell) {
      effects.add(new Effect.Publish(Topic.DISCOVER.name(), tell.discover()));
    } else {
      tick(now, effects);
    }
    return effects;
  }

  private void hold(Input.Hold hold, long now, List<Effect> effects) {
    HeldProfile profile = new HeldProfile(hold.profile(), hold.role(), random, now);
    HeldProfile before = held.get(hold.profile());
    boolean isNew = before == null || before.role() != hold.role();
    if (isNew) {
      held.put(hold.profile(), profile);
    }
    if (isNew && listened.contains(profile.topic())) {
      profile.queryAgain(now);
    }
    effects.add(new Effect.Subscribe(profile.topic()));
  }

  private void drop(ProfileId profile, List<Effect> effects) {
    held.remove(profile);
    String topic = Topic.of(profile).name();
    if (held.values().stream().noneMatch(other -> other.topic().equals(topic))) {
      listened.remove(topic);
      effects.add(new Effect.Unsubscribe(topic));
    }
  }

  private void listening(String topic, long now) {
    for (HeldProfile profile : held.values()) {
      if (profile.topic().equals(topic)) {
        listened.add(topic);
        profile.queryAgain(now);
      }
    }
  }

  /** Where no subscription stands yet, one asks as soon as it does. */
  private void ask(ProfileId id, long now) {
    HeldProfile profile = held.get(id);
    if (profile != null && listened.contains(profile.topic())) {
      profile.queryAgain(now);
    }
  }

  private void newest(Input.Newest newest, long now, List<Effect> effects) {
    HeldProfile profile = held.get(newest.profile());
    if (profile == null) {
      return;
    }
    profile.newest(newest.head(), newest.bare(), newest.full().isPresent(), now);
    newest.full().ifPresent(data -> effects.add(new Effect.Publish(profile.topic(), data)));
  }

  private void received(Input.Received received, long now, List<Effect> effects) {
    if (received.data().length > Message.MAX_BYTES || !peers.take(received.from(), now)) {
      return;
    }
    try {
      Message message = decoder.decode(received.data());
      if (message instanceof Message.Announcement announcement) {
        announced(announcement, received, now, effects);
      } else if (message instanceof Message.Query query) {
        asked(query, received.topic(), now);
      } else if (message instanceof Message.Discover discover
          && received.topic().equals(Topic.DISCOVER.name())) {
        effects.add(new Effect.Discovered(discover, received.from()));
      }
    } catch (SchemaException e) {
      peers.take(received.from(), now); // junk counts twice
    }
  }

  private void announced(
      Message.Announcement announcement, Input.Received received, long now, List<Effect> effects) {
    Encoded<Head> head = announcement.head();
    HeldProfile profile = held.get(head.value().profile());
    if (profile == null || !profile.topic().equals(received.topic())) {
      return;
    }
    isDueKnown = false;
    effects.add(new Effect.Held(profile.id(), head.value().snapshot(), received.from()));
    if (profile.heard(head.cid(), received.from(), received.data(), now)) {
      effects.add(new Effect.Announced(profile.id(), announcement, received.from()));
    }
  }

  private void asked(Message.Query query, String topic, long now) {
    for (Message.Query.Known known : query.profiles()) {
      HeldProfile profile = held.get(known.profile());
      if (profile != null && profile.topic().equals(topic)) {
        isDueKnown = false;
        profile.asked(known.heads(), now);
      }
    }
  }

  /**
   * The announcements that answer a query at once, without items; for those who ask over HTTP and
   * are told alone.
   *
   * @throws SchemaException if it is no query
   */
  public List<byte[]> answers(byte[] data) throws SchemaException {
    if (!(Message.decode(data) instanceof Message.Query query)) {
      throw new SchemaException(Optional.empty(), "a query", "another message");
    }
    List<byte[]> answers = new ArrayList<>();
    Set<ProfileId> asked = new HashSet<>();
    for (Message.Query.Known known : query.profiles()) {
      HeldProfile profile = held.get(known.profile());
      if (profile != null && asked.add(known.profile())) {
        profile.newsFor(known.heads()).ifPresent(answers::add);
      }
    }
    return answers;
  }

  /**
   * With several profiles of one's own none is asked about together with any other, own or
   * followed: else who never is would be known for one's own.
   */
  private void tick(long now, List<Effect> effects) {
    boolean alone = ownProfiles() > 1;
    Map<String, List<Message.Query.Known>> queries = new LinkedHashMap<>();
    for (HeldProfile profile : held.values()) {
      profile
          .announcementDue(now)
          .ifPresent(data -> effects.add(new Effect.Publish(profile.topic(), data)));
      if (alone) {
        askAlone(profile, now, effects);
        continue;
      }
      List<Message.Query.Known> topic =
          queries.computeIfAbsent(profile.topic(), t -> new ArrayList<>());
      if (topic.size() < Message.Query.MAX_PROFILES && profile.queryDue(now)) {
        topic.add(known(profile));
      }
    }
    queries.forEach(
        (topic, profiles) -> {
          if (!profiles.isEmpty()) {
            effects.add(query(topic, profiles));
          }
        });
  }

  private void askAlone(HeldProfile profile, long now, List<Effect> effects) {
    if (now >= askAloneAt && profile.queryDue(now)) {
      askAloneAt = now + ASK_ALONE_PAUSE_MILLIS;
      effects.add(query(profile.topic(), List.of(known(profile))));
    }
  }

  private long ownProfiles() {
    return held.values().stream().filter(profile -> profile.role() == Input.Role.OWN).count();
  }

  private static Message.Query.Known known(HeldProfile profile) {
    return new Message.Query.Known(
        profile.id(), new ArrayList<>(new TreeSet<>(profile.knownHeads())));
  }

  private static Effect query(String topic, List<Message.Query.Known> profiles) {
    return new Effect.Publish(topic, new Message.Query(profiles).encode());
  }
}
