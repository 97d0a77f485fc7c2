package dagbok.simulation;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Many honest peers that follow one another's profiles, and hostile ones among them. For one run,
 * by one thread.
 */
public final class Simulation {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MAX_TOLD = 5;

  private final Plan plan;
  private final World world;
  private final SplittableRandom random;
  private final Zipf zipf;
  private final List<Peer> peers = new ArrayList<>();

  /** Prepares a run. */
  public Simulation(Plan plan) {
    this.plan = plan;
    this.world = new World(plan);
    this.random = world.random;
    this.zipf = new Zipf(plan.profiles());
    for (int i = 0; i < plan.profiles(); i++) {
      World.Profile unused = world.add(new Writer(plan.seed(), i, plan.history(), world.verifier));
    }
    for (int i = 0; i < plan.peers(); i++) {
      peers.add(peer(i));
    }
    for (int i = 0; i < plan.faults().hostile(); i++) {
      for (Hostile.Kind kind : Hostile.Kind.values()) {
        Hostile unused = new Hostile(world, kind, any(world.profiles()));
      }
    }
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Peer peer(int i) {
    Clock clock = plan.faults().skewed() ? Clock.wrong(random) : Clock.right();
    Peer peer = new Peer(world, clock);
    if (i < plan.profiles()) {
      peer.own(world.profiles().get(i));
      planWriting(peer);
    }
    for (int followed = 0; followed < Math.min(plan.follows(), plan.profiles() - 1); ) {
      followed += peer.follow(world.profiles().get(zipf.pick(random))) ? 1 : 0;
    }
    world.timeline.at(random.nextLong(Plan.START_MILLIS), peer::start);
    if (random.nextDouble() < plan.faults().churn()) {
      long leaves = random.nextLong(Plan.START_MILLIS, Plan.BUSY_MILLIS);
      world.timeline.at(leaves, peer::stop);
      world.timeline.at(random.nextLong(leaves + 1, Plan.CALM_MILLIS), peer::start);
    }
    return peer;
  }

  /** Posts, and at last the oldest is deleted. */
  private void planWriting(Peer peer) {
    for (int i = 0; i < plan.posts(); i++) {
      boolean deletes = i > 0 && i == plan.posts() - 1;
      long span = (Plan.BUSY_MILLIS - Plan.START_MILLIS) / plan.posts();
      long from = Plan.START_MILLIS + i * span;
      world.timeline.at(from + random.nextLong(span), () -> peer.write(deletes));
    }
  }

  /** Runs until all are in step, or long enough to say that they will not be. */
  public Report run() {
    boolean goesOn = true;
    while (goesOn && !isOver()) {
      goesOn = world.timeline.next();
    }
    long[] bytes = bytes();
    long messages = world.network.traffic().messages();
    long deliveries = world.network.traffic().deliveries();
    long[] quiet = quiet(bytes);
    return new Report(
        plan,
        wrong(),
        Math.max(0, world.lastMove() - apart()),
        world.delays().quantile(0.5),
        world.delays().quantile(0.99),
        messages,
        deliveries,
        world.timeline.count(),
        Report.quantile(bytes, 0.5),
        Report.quantile(bytes, 0.99),
        Report.quantile(quiet, 0.5),
        Report.quantile(quiet, 0.99));
  }

  private boolean isOver() {
    long now = world.timeline.now();
    return now > Plan.BOUND_MILLIS || (now > Plan.CALM_MILLIS && world.behind() == 0);
  }

  /** Until when something kept peers from being in step. */
  private long apart() {
    boolean isKept = plan.faults().parted() || plan.faults().churn() > 0;
    return Math.max(world.lastChange(), isKept ? Plan.BUSY_MILLIS : 0);
  }

  private long[] bytes() {
    return world.network.traffic().bytes(plan.peers());
  }

  private long[] quiet(long[] before) {
    if (plan.quietMillis() == 0) {
      return new long[plan.peers()];
    }
    long end = world.timeline.now() + plan.quietMillis();
    boolean goesOn = true;
    while (goesOn && world.timeline.now() < end) {
      goesOn = world.timeline.next();
    }
    long[] after = bytes();
    Arrays.setAll(after, i -> (after[i] - before[i]) * HOUR_MILLIS / plan.quietMillis());
    return after;
  }

  private List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    for (Peer peer : peers) {
      if (!peer.isOnline()) {
        wrong.add(peer.name() + " is offline");
      }
      for (Following following : peer.held()) {
        if (!following.hasNewest()) {
          wrong.add(
              peer.name()
                  + " has snapshot "
                  + following.copy.snapshot()
                  + " and not "
                  + following.profile.writer.copy().snapshot());
        }
      }
    }
    world.profiles().forEach(profile -> addForged(profile.writer, wrong));
    int more = wrong.size() - MAX_TOLD;
    if (more > 0) {
      wrong.subList(MAX_TOLD, wrong.size()).clear();
      wrong.add(more + " more");
    }
    return wrong;
  }

  /** What somebody accepted at any time that its author did not write. */
  private static void addForged(Writer writer, List<String> wrong) {
    for (SharedSet set : writer.family().all()) {
      List<Cid> kept = set.history().newest(Integer.MAX_VALUE);
      kept.stream()
          .filter(entry -> !writer.wrote(entry))
          .forEach(entry -> wrong.add("somebody accepted " + entry));
      if (set.summary().counts().entries() != kept.size()) {
        wrong.add("somebody accepted what nobody keeps");
      }
    }
  }
}
