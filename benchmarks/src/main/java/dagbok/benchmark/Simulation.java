package dagbok.benchmark;

import dagbok.simulation.Faults;
import dagbok.simulation.Plan;
import dagbok.simulation.Report;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;

/**
 * Many peers in one Java VM with virtual time: what they say, how long it takes until all have
 * everything, and what that takes of memory.
 */
public final class Simulation {
  private static final int QUIET_MINUTES = 60;

  private Simulation() {}

  /**
   * {@code PEERS SEED [FAULTS [FOLLOWS [POSTS [QUIET]]]]}: how many peers, what decides everything,
   * what goes wrong ({@code none}, as if nothing were said, {@code loss} or {@code all}), how many
   * profiles each follows and how many posts are written in each, three if nothing is said, and how
   * many minutes it goes on after all is in step, an hour if nothing is said.
   */
  public static void main(String[] arguments) {
    System.setProperty("DAGBOK_LOG", "OFF"); // what so many refuse would fill the log
    int peers = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Faults faults = faults(arguments.length > 2 ? arguments[2] : "none");
    int follows = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
    int posts = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 3;
    int quiet = arguments.length > 5 ? Integer.parseInt(arguments[5]) : QUIET_MINUTES;
    long start = System.nanoTime();
    Plan plan =
        Plan.of(peers, faults, seed)
            .withFollows(follows)
            .withPosts(posts)
            .withQuiet(Duration.ofMinutes(quiet).toMillis());
    var simulation = new dagbok.simulation.Simulation(plan);
    Report report = simulation.run();
    long heap;
    try {
      heap = heap();
    } finally {
      Reference.reachabilityFence(simulation); // it is what is measured
    }
    Growth.say("peers", peers);
    Growth.say("profiles", report.plan().profiles());
    Growth.say("wrong", report.wrong().size());
    report.wrong().forEach(System.out::println);
    Growth.say("virtual ms until all are in step", report.convergedMillis());
    Growth.say("virtual ms until one is, median", report.medianDelayMillis());
    Growth.say("virtual ms until one is, 99 %", report.lateDelayMillis());
    Growth.say("messages published", report.messages());
    Growth.say("messages delivered", report.deliveries());
    Growth.say("bytes a peer, median", report.medianBytes());
    Growth.say("bytes a peer, 99 %", report.mostBytes());
    Growth.say("bytes a peer in a quiet hour, median", report.quietBytes());
    Growth.say("bytes a peer in a quiet hour, 99 %", report.quietMostBytes());
    Growth.say("heap in MiB", heap >> 20);
    Growth.say("heap a peer", heap / peers);
    Growth.say(
        "processor ms", ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000);
    Growth.say(
        "processor ms of the whole VM",
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
    Growth.say("ms on the wall", (System.nanoTime() - start) / 1_000_000);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static Faults faults(String name) {
    return switch (name) {
      case "none" -> Faults.NONE;
      case "loss" -> Faults.NONE.withLoss(0.8);
      case "all" -> Faults.ALL;
      default -> throw new IllegalArgumentException("no faults of the name " + name);
    };
  }
}
