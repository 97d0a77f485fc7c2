package dagbok.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The numbers and how they are called; every name begins with {@code dagbok_}. Thread-safe. */
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter sent = announcements("out");
  private final Counter received = announcements("in");
  private final Counter refused =
      counter("dagbok.announcements.refused", "Heads that were announced and not believed");
  private final Counter fetched =
      counter("dagbok.blocks.fetched", "Blocks fetched: packs, snapshots and single objects");
  private final Counter bytesIn = bytes("in");
  private final Counter bytesOut = bytes("out");
  private volatile Numbers numbers = Numbers.NONE;

  /** With all counters at 0. {@code states}: the words for how a check stands. */
  public Metrics(List<String> states) {
    gauge("dagbok.profiles", "kind", "own", "Profiles held", Numbers::own);
    gauge("dagbok.profiles", "kind", "followed", "Profiles held", Numbers::followed);
    gauge("dagbok.entries", "state", "all", "Entries of all profiles", Numbers::entries);
    gauge("dagbok.entries", "state", "live", "Entries of all profiles", Numbers::live);
    gauge("dagbok.outbox.blocks", "Blocks that the IPFS node has not confirmed", Numbers::outbox);
    gauge("dagbok.pins", "Pins in the IPFS node", Numbers::pins);
    gauge("dagbok.peers", "Peers of the IPFS node", Numbers::peers);
    for (String state : states) {
      gauge(
          "dagbok.checks",
          "state",
          state,
          "Checks, as 'dagbok doctor' lists them",
          n -> n.checks().getOrDefault(state, 0L));
    }
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory("heap", () -> memory.getHeapMemoryUsage().getUsed());
    memory("nonheap", () -> memory.getNonHeapMemoryUsage().getUsed());
  }

  private Counter announcements(String direction) {
    return Counter.builder("dagbok.announcements")
        .description("Messages over pubsub")
        .tag("direction", direction)
        .register(registry);
  }

  private Counter bytes(String direction) {
    return Counter.builder("dagbok.blocks.bytes")
        .description("Bytes of blocks that came from or went to the IPFS node")
        .tag("direction", direction)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<Numbers> value) {
    Gauge.builder(name, () -> value.applyAsDouble(numbers))
        .description(description)
        .register(registry);
  }

  private void gauge(
      String name, String tag, String tagged, String description, ToDoubleFunction<Numbers> value) {
    Gauge.builder(name, () -> value.applyAsDouble(numbers))
        .description(description)
        .tag(tag, tagged)
        .register(registry);
  }

  private void memory(String area, Supplier<Number> used) {
    Gauge.builder("dagbok.memory.used.bytes", used)
        .description("Memory that the Java VM uses")
        .tag("area", area)
        .register(registry);
  }

  /** A message went out over pubsub. */
  void sent() {
    sent.increment();
  }

  /** A message came over pubsub. */
  void received() {
    received.increment();
  }

  /** A head that was announced is not believed. */
  public void refused() {
    refused.increment();
  }

  /** A block came from the IPFS node. */
  void fetched(long bytes) {
    fetched.increment();
    bytesIn.increment((double) bytes);
  }

  /** Blocks went to the IPFS node. */
  void stored(long bytes) {
    bytesOut.increment((double) bytes);
  }

  /** All of them as text; {@code now} is how much there is of everything. */
  public String text(Numbers now) {
    numbers = now;
    return registry.scrape();
  }
}
