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

  /** By who follows; nobody in particular as long as no profile is in use. */
  private final Map<Optional<ProfileId>, Map<ProfileId, FollowView>> follows =
      new LinkedHashMap<>();

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
    set(request.as(), view);
    return view;
  }

  /** Moves a follow of the profile in use on. */
  public void set(FollowView view) {
    set(Optional.empty(), view);
  }

  private void set(Optional<ProfileId> as, FollowView view) {
    synchronized (this) {
      of(as).put(view.profile(), view);
    }
    daemon.events.happen(id -> new Events.ProfileChanged(id, view.profile()));
  }

  @Override
  public synchronized void unfollow(ProfileId profile, Optional<ProfileId> as) {
    if (of(as).remove(profile) == null) {
      throw FakeDaemon.notFound("this follow");
    }
  }

  @Override
  public synchronized List<FollowView> list(Optional<ProfileId> as) {
    return List.copyOf(of(as).values());
  }

  private Map<ProfileId, FollowView> of(Optional<ProfileId> as) {
    return follows.computeIfAbsent(as.or(daemon.profiles::findInUse), own -> new LinkedHashMap<>());
  }

  synchronized boolean follows(ProfileId profile) {
    return of(Optional.empty()).containsKey(profile);
  }

  synchronized List<ProfileId> followers(ProfileId profile) {
    return follows.entrySet().stream()
        .filter(entry -> entry.getValue().containsKey(profile))
        .flatMap(entry -> entry.getKey().stream())
        .toList();
  }

  /** What was followed without a profile, this one does. */
  synchronized void adopt(ProfileId own) {
    Map<ProfileId, FollowView> nobodys = follows.remove(Optional.<ProfileId>empty());
    if (nobodys != null) {
      of(Optional.of(own)).putAll(nobodys);
    }
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
