package dagbok.simulation;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.gossip.Effect;
import dagbok.gossip.Gossip;
import dagbok.gossip.Input;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.sync.Announcements;
import dagbok.sync.CatchUp;
import dagbok.sync.HeadQueue;
import dagbok.sync.HeadRun;
import dagbok.sync.Unchecked;
import dagbok.work.ProfileQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An honest peer: does with the daemon's gossip and catching up what {@code GossipRunner} and
 * {@code SyncService} do with them, in virtual time.
 */
final class Peer implements Node {
  private static final long TICK_MILLIS = 250;
  private static final long MAX_SUBSCRIBE_MILLIS = 500;

  private final World world;
  private final SplittableRandom random;
  private final Clock clock;
  private final int number;
  private final String name;
  private final long phase;
  private final Map<ProfileId, Following> held = new LinkedHashMap<>();
  private final List<String> topics = new ArrayList<>(4);
  private @Nullable Following own;
  private @Nullable Gossip gossip;
  private HeadQueue queue = new HeadQueue();
  private long wakeAt = Long.MAX_VALUE;

  /** Which start this is; what was planned before does not happen. */
  private int session;

  Peer(World world, Clock clock) {
    this.world = world;
    this.clock = clock;
    this.random = world.random.split();
    this.phase = random.nextLong(TICK_MILLIS);
    this.number = world.network.add(this);
    this.name = "peer " + number;
  }

  int number() {
    return number;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isOnline() {
    return gossip != null;
  }

  Collection<Following> held() {
    return held.values();
  }

  /** Writes this profile. */
  void own(World.Profile profile) {
    Following owned = new Following(profile, profile.writer.copy());
    held.put(owned.copy.profile(), owned);
    own = owned;
    profile.holders.add(number);
  }

  /** Follows this profile, if it does not yet. */
  boolean follow(World.Profile profile) {
    SharedSet.Family family = profile.writer.family();
    if (held.containsKey(family.profile())) {
      return false;
    }
    SimulatedCopy copy = new SimulatedCopy(family, family.empty(), /* own= */ false);
    Following following = new Following(profile, copy);
    held.put(family.profile(), following);
    world.follows(following);
    return true;
  }

  /** Comes online. */
  void start() {
    session++;
    gossip = new Gossip(random, world.network::decode);
    for (Following following : held.values()) {
      following.startedAt = world.timeline.now();
      Input.Role role = following == own ? Input.Role.OWN : Input.Role.FOLLOWED;
      tell(new Input.Hold(following.copy.profile(), role));
      request(following);
    }
    announce();
  }

  /** Goes offline, and forgets what is not stored. */
  void stop() {
    session++;
    gossip = null;
    queue = new HeadQueue();
    wakeAt = Long.MAX_VALUE;
    topics.forEach(topic -> world.network.leave(number, topic));
    topics.clear();
    held.values().forEach(Following::stop);
  }

  /** Writes a post, or deletes one, and says so; later if it is offline. */
  void write(boolean deletes) {
    Following mine = own;
    if (mine == null) {
      return;
    }
    if (!isOnline()) {
      world.timeline.after(1_000, () -> write(deletes));
      return;
    }
    long seconds = now() / 1_000;
    if (deletes) {
      mine.profile.writer.delete(seconds);
    } else {
      mine.profile.writer.post(seconds);
    }
    Encoded<Head> unused = mine.profile.writer.head(seconds);
    world.changed(mine.profile);
    announce();
  }

  private void announce() {
    if (own != null) {
      SimulatedCopy copy = own.copy;
      Announcements.fitting(copy)
          .findFirst()
          .flatMap(head -> Announcements.signed(copy, head))
          .ifPresent(this::tell);
    }
  }

  private long now() {
    return clock.shows(world.timeline.now());
  }

  @Override
  public void receive(String topic, String from, byte[] data) {
    tell(new Input.Received(topic, from, data));
  }

  @Override
  public Answer give(Want want) {
    Following following = held.get(want.profile());
    return following == null
        ? new Answer.None()
        : following
            .copy
            .block(want.cid())
            .<Answer>map(block -> new Answer.Bytes(block.bytes()))
            .orElseGet(Answer.None::new);
  }

  private void tell(Input input) {
    Gossip current = gossip;
    if (current != null) {
      current.on(input, now()).forEach(this::carryOut);
      wakeLater(current.due());
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Publish publish) {
      world.network.publish(number, publish.topic(), publish.data());
    } else if (effect instanceof Effect.Subscribe subscribe) {
      subscribe(subscribe.topic());
    } else if (effect instanceof Effect.Announced announced) {
      queue.announced(announced);
      Optional.ofNullable(held.get(announced.profile())).ifPresent(this::request);
    }
  }

  private void subscribe(String topic) {
    if (!topics.contains(topic)) {
      topics.add(topic);
      soon(
          random.nextLong(MAX_SUBSCRIBE_MILLIS),
          () -> {
            world.network.listen(number, topic);
            tell(new Input.Listening(topic));
          });
    }
  }

  /** Plans something for as long as this start lasts. */
  private void soon(long millis, Runnable task) {
    int planned = session;
    world.timeline.after(
        millis,
        () -> {
          if (session == planned) {
            task.run();
          }
        });
  }

  /** The gossip's clock ticks four times a second; ticks at which nothing is due are left out. */
  private void wakeLater(long due) {
    if (due == Long.MAX_VALUE) {
      return;
    }
    long time = Math.max(world.timeline.now(), clock.when(due));
    long tick = time - Math.floorMod(time - phase, TICK_MILLIS) + TICK_MILLIS;
    if (tick < wakeAt) {
      wakeAt = tick;
      soon(tick - world.timeline.now(), () -> wake(tick));
    }
  }

  private void wake(long planned) {
    if (wakeAt == planned) {
      wakeAt = Long.MAX_VALUE;
      tell(new Input.Tick());
    }
  }

  private void request(Following following) {
    if (following.isFetching) {
      following.isAskedAgain = true;
    } else if (!following.isPlanned) {
      following.isPlanned = true;
      soon(1, () -> run(following));
    }
  }

  private void run(Following following) {
    following.isPlanned = false;
    SimulatedBlocks blocks = following.blocks;
    if (blocks == null) {
      blocks = new SimulatedBlocks(following.copy::block);
    }
    CatchUp catchUp = new CatchUp(blocks, world.allowance, copy -> world.executor);
    HeadRun run =
        new HeadRun(
            queue,
            world.judge,
            catchUp,
            world.allowance,
            new HashMap<>(),
            profile -> true,
            (copy, head) -> {},
            world.listener,
            new Unchecked());
    HeadRun.Outcome outcome = run.run(following.copy);
    settled(following);
    Map<Cid, Duration> wanted = blocks.takeWanted();
    if (wanted.isEmpty()) {
      if (outcome.passing().isEmpty()) {
        following.blocks = null;
      }
      again(following, outcome);
    } else {
      following.blocks = blocks;
      fetch(following, blocks, wanted);
    }
  }

  private void settled(Following following) {
    SimulatedCopy copy = following.copy;
    Announcements.fitting(copy)
        .findFirst()
        .flatMap(head -> copy.set().settled(copy, head))
        .ifPresent(this::tell);
    if (following != own) {
      if (!copy.heads().isEmpty() && copy.summary().counts().live() > 0) {
        following.profile.holders.add(number);
      }
      world.moved(following);
    }
  }

  private void again(Following following, HeadRun.Outcome outcome) {
    if (outcome.passing().isPresent()) {
      following.failures++;
      long pause = ProfileQueue.pauseAfter(following.failures).toMillis();
      soon(pause, () -> request(following));
    } else {
      following.failures = 0;
    }
    if (following.isAskedAgain || !outcome.isOver()) {
      following.isAskedAgain = false;
      request(following);
    }
  }

  private void fetch(Following following, SimulatedBlocks blocks, Map<Cid, Duration> wanted) {
    following.isFetching = true;
    List<Cid> left = new ArrayList<>(wanted.keySet());
    int planned = session;
    wanted.forEach(
        (cid, timeout) ->
            new Fetching(
                    world.timeline,
                    world.network,
                    following.profile.holders,
                    random,
                    number,
                    new Want(following.copy.profile(), cid),
                    timeout.toMillis(),
                    block -> {
                      if (session == planned) {
                        came(following, blocks, left, cid, block);
                      }
                    })
                .ask());
  }

  private void came(
      Following following, SimulatedBlocks blocks, List<Cid> left, Cid cid, Optional<Block> block) {
    blocks.came(cid, block);
    left.remove(cid);
    if (left.isEmpty()) {
      following.isFetching = false;
      following.isPlanned = true;
      run(following);
    }
  }
}
