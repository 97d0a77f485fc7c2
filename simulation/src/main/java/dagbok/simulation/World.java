package dagbok.simulation;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.profile.Allowance;
import dagbok.profile.Budget;
import dagbok.profile.Copy;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.sync.HeadJudge;
import dagbok.sync.SyncListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;

/** What all peers share: time, the network, the profiles, and what needs no peer of its own. */
final class World {
  final Plan plan;
  final SplittableRandom random;
  final Timeline timeline = new Timeline();
  final Network network;
  final Verifier verifier = new MemoVerifier();
  final HeadJudge judge = new HeadJudge(verifier);
  final Allowance allowance = new Allowance(() -> 0, Budget.STANDARD, () -> false);
  final ExecutorService executor = new DirectExecutor();
  final SyncListener listener = new NobodyListens();
  private final Map<ProfileId, Profile> profiles = new LinkedHashMap<>();
  private final List<Profile> ranked = new ArrayList<>();
  private final Delays delays = new Delays();
  private long behind;
  private long lastChange;
  private long lastMove;

  World(Plan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.network = new Network(timeline, plan.faults(), random.split());
  }

  /** A profile, who holds it, and who is not in step with it. */
  static final class Profile {
    final Writer writer;
    final Holders holders = new Holders();
    private final List<Following> following = new ArrayList<>();
    private long changedAt;

    Profile(Writer writer) {
      this.writer = writer;
    }
  }

  /** Adds a profile; those that come first are followed by most. */
  Profile add(Writer writer) {
    Profile profile = new Profile(writer);
    profiles.put(writer.family().profile(), profile);
    ranked.add(profile);
    return profile;
  }

  Profile profile(ProfileId id) {
    Profile profile = profiles.get(id);
    if (profile == null) {
      throw new IllegalArgumentException("no profile " + id);
    }
    return profile;
  }

  List<Profile> profiles() {
    return ranked;
  }

  /** Somebody follows a profile from now on. */
  void follows(Following following) {
    following.profile.following.add(following);
    behind++;
  }

  /** Its author wrote something. */
  void changed(Profile profile) {
    profile.changedAt = timeline.now();
    lastChange = timeline.now();
    for (Following following : profile.following) {
      if (following.isInStep) {
        following.isInStep = false;
        behind++;
      }
    }
  }

  /** A follower's copy may have become another. */
  void moved(Following following) {
    if (!following.isInStep && following.hasNewest()) {
      following.isInStep = true;
      behind--;
      lastMove = timeline.now();
      delays.add(timeline.now() - Math.max(following.startedAt, following.profile.changedAt));
    }
  }

  /** How many copies are not what their authors have. */
  long behind() {
    return behind;
  }

  /** When an author wrote something last. */
  long lastChange() {
    return lastChange;
  }

  /** When a copy came in step last. */
  long lastMove() {
    return lastMove;
  }

  /** How long it took to come in step, each time. */
  Delays delays() {
    return delays;
  }

  private static final class NobodyListens implements SyncListener {
    @Override
    public void postArrived(Copy replica, Cid entry) {}

    @Override
    public void postSaved(Replica replica, Cid entry) {}

    @Override
    public void profileChanged(ProfileId profile) {}
  }
}
