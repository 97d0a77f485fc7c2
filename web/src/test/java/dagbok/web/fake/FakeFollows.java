package dagbok.web.fake;

import dagbok.schema.ProfileId;
import dagbok.web.port.Events;
import dagbok.web.port.Follows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows in memory. */
public final class FakeFollows implements Follows {
  private final FakeDaemon daemon;
  private final Map<ProfileId, FollowView> follows = new LinkedHashMap<>();

  /** What was asked for, in order. */
  public final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What {@link #peers} gives. */
  public final List<PeerView> peers = new CopyOnWriteArrayList<>();

  /** What {@link #nearby} gives. */
  public final List<Nearby> nearby = new CopyOnWriteArrayList<>();

  FakeFollows(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public FollowView follow(Request request) {
    requests.add(request);
    FollowView view =
        new FollowView(
            request.profile(),
            daemon.profiles.nameOf(request.profile()),
            request.peers(),
            Progress.LOOKING,
            0,
            0,
            0,
            Optional.empty());
    set(view);
    return view;
  }

  /** Moves a follow on. */
  public void set(FollowView view) {
    synchronized (this) {
      follows.put(view.profile(), view);
    }
    daemon.events.happen(id -> new Events.ProfileChanged(id, view.profile()));
  }

  @Override
  public synchronized void unfollow(ProfileId profile) {
    if (follows.remove(profile) == null) {
      throw FakeDaemon.notFound("this follow");
    }
  }

  @Override
  public synchronized List<FollowView> list() {
    return List.copyOf(follows.values());
  }

  synchronized boolean follows(ProfileId profile) {
    return follows.containsKey(profile);
  }

  @Override
  public List<Nearby> nearby() {
    return List.copyOf(nearby);
  }

  @Override
  public List<PeerView> peers() {
    return List.copyOf(peers);
  }
}
