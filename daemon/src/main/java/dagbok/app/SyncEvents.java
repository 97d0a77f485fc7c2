package dagbok.app;

import dagbok.cid.Cid;
import dagbok.metrics.Metrics;
import dagbok.pinning.RemoteKeeper;
import dagbok.profile.Copy;
import dagbok.profile.Replica;
import dagbok.publish.EntryWriter;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.sync.SyncListener;
import dagbok.web.port.Posts;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the daemon's other parts what catching up and keeping bring. */
final class SyncEvents implements SyncListener {
  private static final Logger log = LoggerFactory.getLogger(SyncEvents.class);

  private final EventHub events;
  private final Uploads uploads;
  private final Metrics metrics;
  private final Optional<RemoteKeeper> remote;
  private final EntryWriter writer;

  SyncEvents(
      EventHub events,
      Uploads uploads,
      Metrics metrics,
      Optional<RemoteKeeper> remote,
      EntryWriter writer) {
    this.events = events;
    this.uploads = uploads;
    this.metrics = metrics;
    this.remote = remote;
    this.writer = writer;
  }

  @Override
  public void kept(Replica replica) {
    if (replica.own()) {
      remote.ifPresent(keeper -> keeper.request(replica.profile()));
    }
  }

  @Override
  public void postArrived(Copy replica, Cid entry) {
    events.postArrived(replica.profile(), entry, replica.own());
  }

  @Override
  public void postSeen(Copy replica, Cid entry) {
    events.postArrived(replica.profile(), entry, false);
  }

  @Override
  public void postChecked(Copy replica, Cid entry) {
    events.postMoved(replica.profile(), entry, Posts.State.IN_IPFS);
  }

  @Override
  public void postSaved(Replica replica, Cid entry) {
    uploads.saved(replica, entry);
    events.postMoved(replica.profile(), entry, Posts.State.IN_IPFS);
  }

  @Override
  public void profileChanged(ProfileId profile) {
    events.profileChanged(profile);
  }

  @Override
  public void headBelieved(Copy replica, Encoded<Head> head) {
    if (writer.heard(replica, head)) {
      log.warn(
          "another machine signs heads of {} as device {}",
          replica.profile(),
          head.value().device());
      events.statusChanged();
    }
  }

  @Override
  public void headRefused(ProfileId profile) {
    metrics.refused();
  }
}
