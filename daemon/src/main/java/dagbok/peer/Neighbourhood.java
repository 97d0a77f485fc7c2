package dagbok.peer;

import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.ipfs.Mailbox;
import dagbok.ipfs.PubSub;
import dagbok.work.RateLimit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peers that are linked over HTTP, and the messages that they pass on to each other: each
 * message goes once to every peer that listens to its topic, by way of peers that listen too.
 * Thread-safe.
 */
final class Neighbourhood {
  private static final Logger log = LoggerFactory.getLogger(Neighbourhood.class);
  private static final int MAX_SEEN = 8_192;
  private static final int LINK_BURST = 400;
  private static final long LINK_REFILL_MILLIS = 20;

  private final SigningKey key;
  private final PeerId self;
  private final Verifier verifier;
  private final Clock clock;
  private final AtomicLong number;
  private final Supplier<List<Frame.Person>> people;
  private final Map<Link, Neighbour> neighbours = new ConcurrentHashMap<>();
  private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();
  private final RateLimit limit = new RateLimit(LINK_BURST, LINK_REFILL_MILLIS);
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MAX_SEEN;
        }
      };
  private volatile Consumer<Set<String>> onListeners = topics -> {};
  private volatile int port;

  /** {@code people}: who writes here, as far as peers are told. */
  Neighbourhood(
      SigningKey key, Verifier verifier, Clock clock, Supplier<List<Frame.Person>> people) {
    this.key = key;
    this.self = new PeerId(key.publicKey());
    this.verifier = verifier;
    this.clock = clock;
    this.number = new AtomicLong(clock.millis() * 1_000);
    this.people = people;
  }

  PeerId self() {
    return self;
  }

  /** Where we answer from now on; 0: nowhere. */
  void answersAt(int answering) {
    port = answering;
  }

  /** Told the topics that a peer listens to from now on and did not before. */
  void onListeners(Consumer<Set<String>> listener) {
    onListeners = listener;
  }

  /** What we say of ourselves over a link. */
  byte[] hello(Link link) {
    Set<String> topics = new TreeSet<>();
    mailboxes.forEach(mailbox -> topics.add(mailbox.topic()));
    List<String> told = topics.stream().limit(Frame.Hello.MAX_TOPICS).toList();
    List<Frame.Person> writing = people.get().stream().limit(Frame.Hello.MAX_PEOPLE).toList();
    return Frame.Hello.signed(key, link.theirChallenge(), port, told, writing).encode();
  }

  /** All, each peer once though it may have a link each way. */
  Collection<Neighbour> all() {
    Map<PeerId, Neighbour> byId = new LinkedHashMap<>();
    for (Neighbour neighbour : neighbours.values()) {
      byId.merge(
          neighbour.id(), neighbour, (one, other) -> one.address().isPresent() ? one : other);
    }
    return byId.values();
  }

  /** Whether a peer is who it says. */
  boolean isRight(Frame.Hello hello, String challenge) {
    return verifier.verify(hello.id().key(), hello.signedMessage(challenge), hello.signature());
  }

  /** A peer said who it is; nothing happens if it is not, or says too much. */
  void greeted(Link link, Frame.Hello hello, Optional<PeerAddress> address) {
    boolean allowed = !hello.id().equals(self) && take(link);
    if (!allowed || !isRight(hello, link.ourChallenge())) {
      return;
    }
    Neighbour now =
        new Neighbour(link, hello.id(), address, Set.copyOf(hello.topics()), hello.people());
    Neighbour before = neighbours.put(link, now);
    if (link.isEnded()) { // while who it is was still being read
      neighbours.remove(link);
      return;
    }
    Set<String> added = new HashSet<>(now.topics());
    if (before != null) {
      added.removeAll(before.topics());
    }
    added.retainAll(ownTopics());
    if (!added.isEmpty()) {
      onListeners.accept(added);
    }
  }

  /** Whether the peer at the other end has said who it is. */
  boolean knows(Link link) {
    return neighbours.containsKey(link);
  }

  /** A sign of life came; one that sends nothing else, and that all the time, is cut off. */
  void beaten(Link link) {
    if (!take(link)) {
      link.cut("it sends too many signs of life");
    }
  }

  /** A link ended. */
  void left(Link link) {
    neighbours.remove(link);
  }

  /** A message came over a link. */
  void heard(Link link, Frame.Spoken spoken) {
    Neighbour neighbour = neighbours.get(link);
    if (neighbour == null || !isNew(link, spoken)) {
      return;
    }
    if (!verifier.verify(spoken.from().key(), spoken.signedMessage(), spoken.signature())) {
      log.debug("{} passed on a message with a wrong signature", neighbour.id());
      return;
    }
    if (ownTopics().contains(spoken.topic())) {
      deliver(spoken);
      passOn(spoken, neighbour.id());
    }
  }

  private synchronized boolean take(Link link) {
    return limit.take(link.ourChallenge(), clock.millis());
  }

  private synchronized boolean isNew(Link link, Frame.Spoken spoken) {
    boolean allowed = take(link);
    String name = spoken.from() + "/" + spoken.number() + "/" + spoken.signature();
    return allowed && !spoken.from().equals(self) && seen.put(name, true) == null;
  }

  private Set<String> ownTopics() {
    Set<String> topics = new HashSet<>();
    mailboxes.forEach(mailbox -> topics.add(mailbox.topic()));
    return topics;
  }

  private void deliver(Frame.Spoken spoken) {
    for (Mailbox mailbox : mailboxes) {
      if (mailbox.topic().equals(spoken.topic())) {
        mailbox.put(
            new PubSub.Message(spoken.topic(), spoken.from().toString(), spoken.data().clone()));
      }
    }
  }

  private void passOn(Frame.Spoken spoken, PeerId cameFrom) {
    byte[] frame = spoken.encode();
    for (Neighbour neighbour : all()) {
      boolean wants = neighbour.topics().contains(spoken.topic());
      boolean has = neighbour.id().equals(cameFrom) || neighbour.id().equals(spoken.from());
      if (wants && !has) {
        neighbour.link().send(frame);
      }
    }
  }

  /** Says something to all that listen, ourselves too. */
  void publish(String topic, byte[] data) {
    Frame.Spoken spoken = Frame.Spoken.signed(key, number.incrementAndGet(), topic, data.clone());
    deliver(spoken);
    passOn(spoken, self);
  }

  void listen(Mailbox mailbox) {
    boolean isNew = !ownTopics().contains(mailbox.topic());
    mailboxes.add(mailbox);
    if (isNew) {
      tellAll();
    }
  }

  void unlisten(Mailbox mailbox) {
    boolean was = mailboxes.remove(mailbox);
    if (was && !ownTopics().contains(mailbox.topic())) {
      tellAll();
    }
  }

  /** Says anew who we are, since something of it changed. */
  void tellAll() {
    new ArrayList<>(neighbours.keySet()).forEach(link -> link.send(hello(link)));
  }

  /** Ends all links. */
  void close() {
    new ArrayList<>(neighbours.keySet()).forEach(link -> link.cut("this daemon stops"));
  }
}
