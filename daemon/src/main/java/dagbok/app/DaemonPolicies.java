package dagbok.app;

import dagbok.keep.Keeper;
import dagbok.keep.Policy;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.ProfileId;
import dagbok.sync.SyncService;
import dagbok.web.port.Policies;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;

/** What of followed profiles is kept. */
final class DaemonPolicies implements Policies {
  private final ReplicaBook replicas;
  private final Names names;
  private final Keeper keeper;
  private final SyncService sync;
  private final EventHub events;

  DaemonPolicies(
      ReplicaBook replicas, Names names, Keeper keeper, SyncService sync, EventHub events) {
    this.replicas = replicas;
    this.names = names;
    this.keeper = keeper;
    this.sync = sync;
    this.events = events;
  }

  /**
   * A policy from its words.
   *
   * @throws Refusal if they are none
   */
  static Policy parsed(String words) {
    try {
      return Policy.parse(words);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          String.valueOf(e.getMessage()),
          "dagbok profile policy --help",
          Optional.empty(),
          e);
    }
  }

  @Override
  public List<PolicyView> list() {
    return replicas.all().stream()
        .filter(replica -> !replica.own())
        .map(replica -> view(replica, keeper.policy(replica)))
        .toList();
  }

  @Override
  public PolicyView get(ProfileId profile) {
    Replica replica = new Held(replicas).get(profile);
    return view(replica, keeper.policy(replica));
  }

  @Override
  public PolicyView preview(ProfileId profile, String policy) {
    return view(others(profile), parsed(policy));
  }

  @Override
  public PolicyView choose(ProfileId profile, String policy) {
    Replica replica = others(profile);
    Policy chosen = parsed(policy);
    Store.asked(() -> sync.choose(replica, chosen));
    events.profileChanged(profile);
    return view(replica, chosen);
  }

  private Replica others(ProfileId profile) {
    Replica replica = new Held(replicas).get(profile);
    if (replica.own()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          names.name(replica) + " is a profile of your own, of which everything is kept",
          "dagbok profile list",
          Optional.of(profile.root()),
          null);
    }
    return replica;
  }

  private PolicyView view(Replica replica, Policy policy) {
    Keeper.Cost cost = keeper.cost(replica, policy);
    return new PolicyView(
        replica.profile(),
        names.name(replica),
        policy.toString(),
        cost.packs(),
        cost.packBytes(),
        cost.files(),
        cost.fileBytes(),
        cost.looseBytes());
  }
}
