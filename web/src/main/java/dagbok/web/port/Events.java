package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.function.Consumer;

/** What happens, as it happens. Bounded: a subscriber that lags is dropped and may come again. */
public interface Events {
  /** Something happened. */
  sealed interface Event {
    /** Counts up from 1 within one run of the daemon. */
    long id();
  }

  /** A post became visible. */
  record PostArrived(long id, ProfileId profile, Cid entry, boolean own) implements Event {}

  /** A post of one's own moved on, for example from saved to in IPFS. */
  record PostMoved(long id, ProfileId profile, Cid entry, Posts.State state) implements Event {}

  /** A profile changed: its name, its head, how far catching up has come. */
  record ProfileChanged(long id, ProfileId profile) implements Event {}

  /** The status page has news. */
  record StatusChanged(long id) implements Event {}

  /** A subscription; closing it ends the calls. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Calls {@code listener}, never two at a time, with every event after {@code lastId} that is
   * still remembered (0: only new ones). The listener must not block.
   */
  Subscription subscribe(long lastId, Consumer<Event> listener);
}
