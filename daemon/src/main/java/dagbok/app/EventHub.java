package dagbok.app;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Events;
import dagbok.web.port.Posts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events as they happen, and the last ones for who comes back. Thread-safe. */
public final class EventHub implements Events {
  private static final Logger log = LoggerFactory.getLogger(EventHub.class);
  private static final int REMEMBERED = 1_000;
  private static final int MAX_SUBSCRIBERS = 256;

  private final Deque<Event> recent = new ArrayDeque<>();
  private final List<Consumer<Event>> listeners = new ArrayList<>();
  private long lastId;

  /** A post became visible. */
  public void postArrived(ProfileId profile, Cid entry, boolean own) {
    tell(id -> new PostArrived(id, profile, entry, own));
  }

  /** A post of one's own moved on. */
  public void postMoved(ProfileId profile, Cid entry, Posts.State state) {
    tell(id -> new PostMoved(id, profile, entry, state));
  }

  /** A profile changed. */
  public void profileChanged(ProfileId profile) {
    tell(id -> new ProfileChanged(id, profile));
  }

  /** The status page has news. */
  public void statusChanged() {
    tell(StatusChanged::new);
  }

  private synchronized void tell(LongFunction<Event> event) {
    Event next = event.apply(++lastId);
    recent.addLast(next);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
    // a copy: a listener may end its own subscription when it can take no more
    List.copyOf(listeners).forEach(listener -> hand(listener, next));
  }

  private static void hand(Consumer<Event> listener, Event event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      log.warn("an event listener failed", e);
    }
  }

  @Override
  public synchronized Subscription subscribe(long lastSeen, Consumer<Event> listener) {
    if (listeners.size() >= MAX_SUBSCRIBERS) {
      throw new IllegalStateException("over " + MAX_SUBSCRIBERS + " event subscribers");
    }
    if (lastSeen > 0) {
      recent.stream().filter(event -> event.id() > lastSeen).forEach(e -> hand(listener, e));
    }
    listeners.add(listener);
    return () -> unsubscribe(listener);
  }

  private synchronized void unsubscribe(Consumer<Event> listener) {
    listeners.remove(listener);
  }
}
