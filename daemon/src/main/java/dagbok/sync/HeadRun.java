package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.gossip.Effect;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Allowance;
import dagbok.profile.Batch;
import dagbok.profile.Copy;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the heads that wait for a profile and catches up with those that are believed. Runs for
 * one profile follow one another; those of several may be beside each other.
 */
public final class HeadRun {
  private static final Logger log = LoggerFactory.getLogger(HeadRun.class);

  /** How long one run goes on before others have their turn. */
  private static final Duration MAX_RUN = Duration.ofSeconds(60);

  /**
   * How long a head is waited for that failed never, once, or more often. What nobody has any more
   * must not keep those waiting that are here at once, which is most.
   */
  private static final List<Duration> PATIENCE =
      List.of(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** After so many heads that can't be had, others have their turn. */
  private static final int MAX_FAILED_HEADS = 3;

  private final HeadQueue queue;
  private final HeadJudge judge;
  private final CatchUp catchUp;
  private final Allowance allowance;
  private final Map<ProfileId, SyncState> states;
  private final Predicate<ProfileId> isHeld;
  private final BiConsumer<Copy, Encoded<Head>> believed;
  private final SyncListener listener;
  private final Unchecked unchecked;

  /**
   * {@code states} is told how far catching up has come, {@code unchecked} what can be read, {@code
   * believed} of heads that are believed, before anything follows from them.
   */
  public HeadRun(
      HeadQueue queue,
      HeadJudge judge,
      CatchUp catchUp,
      Allowance allowance,
      Map<ProfileId, SyncState> states,
      Predicate<ProfileId> isHeld,
      BiConsumer<Copy, Encoded<Head>> believed,
      SyncListener listener,
      Unchecked unchecked) {
    this.queue = queue;
    this.judge = judge;
    this.catchUp = catchUp;
    this.allowance = allowance;
    this.states = states;
    this.isHeld = isHeld;
    this.believed = believed;
    this.listener = listener;
    this.unchecked = unchecked;
  }

  /**
   * What became of a run.
   *
   * @param limit a bound that stood in the way of one head, whatever became of the others
   * @param passing the same for what may be over soon
   * @param isOver whether all heads were tried
   */
  public record Outcome(
      Optional<RuntimeException> limit, Optional<RuntimeException> passing, boolean isOver) {
    /** Either of them. */
    public Optional<RuntimeException> trouble() {
      return limit.or(() -> passing);
    }

    static Outcome of(List<RuntimeException> troubles, boolean isOver) {
      return new Outcome(
          troubles.stream().filter(LimitException.class::isInstance).findFirst(),
          troubles.stream().filter(e -> !(e instanceof LimitException)).findFirst(),
          isOver);
    }
  }

  /** Does what there is to do for a profile, for a while. */
  public Outcome run(Copy replica) {
    List<RuntimeException> troubles = new ArrayList<>();
    judgeAll(replica).ifPresent(troubles::add);
    boolean isOver = new Attempt(replica, troubles).catchUp();
    unchecked.keepOnly(replica.profile(), () -> heads(replica));
    limit(replica).ifPresent(troubles::add);
    return Outcome.of(troubles, isOver);
  }

  private Set<Cid> heads(Copy replica) {
    return queue.toTry(replica.profile(), replica.heads()).stream()
        .map(Encoded::cid)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A profile that has no room for more says so even if nothing more came just now. */
  private Optional<RuntimeException> limit(Copy replica) {
    try {
      allowance.checkPacks(replica, 0);
      return Optional.empty();
    } catch (LimitException e) {
      return Optional.of(e);
    }
  }

  /** One announcement that can't be worked on takes no other with it. */
  private Optional<RuntimeException> judgeAll(Copy replica) {
    Optional<RuntimeException> trouble = Optional.empty();
    Optional<Effect.Announced> next = queue.next(replica.profile());
    while (next.isPresent()) {
      try {
        judge(replica, next.get());
      } catch (RuntimeException e) {
        trouble = Optional.of(e);
        log.warn("{}: an announcement is left aside: {}", replica.profile(), e.getMessage());
        log.debug("left aside", e);
      }
      next = queue.next(replica.profile());
    }
    return trouble;
  }

  private void judge(Copy replica, Effect.Announced announced) {
    Message.Announcement announcement = announced.announcement();
    Encoded<Head> head = announcement.head();
    allowance.checkPacks(replica, 0);
    Optional<String> objection = judge.objection(replica, announcement);
    if (objection.isPresent()) {
      log.info("{}: head {} is not believed: {}", replica.profile(), head.cid(), objection.get());
      listener.headRefused(replica.profile());
      return;
    }
    believed.accept(replica, head);
    Replica.Taken taken = replica.take(Batch.of(announcement.items(), announcement.contents()));
    if (!taken.refused().isEmpty()) {
      log.info(
          "{}: of what came with head {}, {} entries are refused, the first since {}",
          replica.profile(),
          head.cid(),
          taken.refused().size(),
          taken.refused().get(0).why());
    }
    arrived(replica, taken.arrived());
    if (catchUp.isInStep(replica, head.value())) {
      keepHead(replica, head);
    } else {
      queue.believed(head, announced.from());
    }
  }

  private void arrived(Copy replica, List<Cid> entries) {
    for (Cid entry : entries) {
      if (unchecked.wasTold(replica.profile(), entry)) {
        listener.postChecked(replica, entry);
      } else {
        listener.postArrived(replica, entry);
      }
    }
  }

  /** Keeps a head that one is in step with, unless one of its device stands that says more. */
  private static void keepHead(Copy replica, Encoded<Head> head) {
    Optional<Encoded<Head>> known = known(replica, head);
    Optional<Cid> snapshot = replica.snapshot();
    boolean better =
        known.isEmpty()
            || (!Optional.of(known.get().value().snapshot()).equals(snapshot)
                && known.get().value().seq() < head.value().seq());
    boolean fits = Optional.of(head.value().snapshot()).equals(snapshot);
    if ((better || fits) && !known.equals(Optional.of(head))) {
      replica.keepHead(head);
    }
  }

  private static Optional<Encoded<Head>> known(Copy replica, Encoded<Head> head) {
    return replica.heads().stream()
        .filter(other -> other.value().device().equals(head.value().device()))
        .findFirst();
  }

  /** Catching up with all heads of a profile, once. */
  private final class Attempt implements CatchUp.Listener {
    private final Copy replica;
    private final ProfileId profile;
    private final List<RuntimeException> troubles;
    private Cid trying;
    private final long end = System.nanoTime() + MAX_RUN.toNanos();

    Attempt(Copy replica, List<RuntimeException> troubles) {
      this.replica = replica;
      this.troubles = troubles;
      this.profile = replica.profile();
      this.trying = profile.root();
    }

    @Override
    public boolean goesOn() {
      return System.nanoTime() - end < 0;
    }

    @Override
    public boolean isHeld() {
      return isHeld.test(profile);
    }

    @Override
    public void packsTaken(int done, int total, List<Cid> arrived) {
      states.compute(profile, (p, state) -> SyncState.of(state).fetching(done, total));
      HeadRun.this.arrived(replica, arrived);
      listener.profileChanged(profile);
    }

    @Override
    public Duration patience() {
      return PATIENCE.get(Math.min(queue.failures(profile, trying), PATIENCE.size() - 1));
    }

    @Override
    public boolean wantsNewest() {
      return !unchecked.isOf(profile, trying)
          && queue.failures(profile, trying) < HeadQueue.MAX_ATTEMPTS;
    }

    @Override
    public void newestCame(Batch newest) {
      if (isHeld()) {
        unchecked.show(replica, trying, newest).forEach(entry -> listener.postSeen(replica, entry));
      }
    }

    /** Catches up with one head after another, whatever becomes of each; whether it is over. */
    boolean catchUp() {
      int failed = 0;
      for (Encoded<Head> head : queue.toTry(profile, replica.heads())) {
        try {
          if (!catchUp(head)) {
            return !isHeld();
          }
        } catch (RuntimeException e) {
          troubles.add(e);
          waits(head, e);
          if (isAway(e) || ++failed == MAX_FAILED_HEADS || !goesOn()) {
            return true;
          }
        }
      }
      return true;
    }

    private static boolean isAway(RuntimeException e) {
      return e instanceof IpfsException ipfs && ipfs.reason() == IpfsException.Reason.AWAY;
    }

    private void waits(Encoded<Head> head, RuntimeException why) {
      if (!isAway(why)) {
        if (queue.failed(head) >= HeadQueue.MAX_ATTEMPTS) {
          unchecked.over(profile, head.cid()); // it only leads to nothing
        }
        log.info("{}: head {} waits: {}", profile, head.cid(), why.getMessage());
        log.debug("waits", why);
      }
      if (isHeld() && known(replica, head).isEmpty()) {
        replica.keepHead(head);
      }
    }

    private void over(Encoded<Head> head) {
      queue.done(head);
      unchecked.over(profile, head.cid());
    }

    /** Whether the next one may have its turn. */
    private boolean catchUp(Encoded<Head> head) {
      if (judge.objection(replica, head.value()).isPresent()
          || catchUp.isWrong(replica, head.value())) {
        over(head);
        return true;
      }
      if (!catchUp.isInStep(replica, head.value())) {
        states.compute(profile, (p, state) -> SyncState.of(state).fetching(0, 0));
      }
      trying = head.cid();
      CatchUp.Result result = catchUp.run(replica, head, this);
      if (result == CatchUp.Result.STOPPED) {
        return false;
      }
      over(head);
      if (result == CatchUp.Result.IN_STEP) {
        keepHead(replica, head);
      } else {
        log.warn("{}: head {} holds what is not right; it is left aside", profile, head.cid());
      }
      return true;
    }
  }
}
