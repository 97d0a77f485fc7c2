package dagbok.ipfs.kubo;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboException;
import dagbok.kubo.KuboException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has Kubo write to the disk what it confirmed. With the {@code pebbleds} store, Kubo confirms
 * blocks that are still in its memory, and a Kubo that is killed then has lost them. It has no
 * command to write them, but every change of pins does so; the least one is to update a pin to
 * itself. Thread-safe.
 */
final class KuboSync {
  /** Not one of Dagbok's pins, so that nobody takes it for one that nothing needs any more. */
  static final String MARKER_NAME = "dagbok-sync";

  private static final Block MARKER =
      Block.of(
          Multicodec.RAW,
          "pinned by Dagbok, to make Kubo write its blocks to the disk\n"
              .getBytes(StandardCharsets.UTF_8));

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final KuboClient kubo;
  private volatile Optional<Boolean> needed = Optional.empty();

  KuboSync(KuboClient kubo) {
    this.kubo = kubo;
  }

  /** When it returns, whatever was confirmed before outlives Kubo's death. */
  void sync() {
    if (!isNeeded()) {
      return;
    }
    try {
      kubo.pins().update(MARKER.cid(), MARKER.cid(), TIMEOUT);
    } catch (KuboException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
      kubo.blocks().put(Multicodec.RAW, List.of(MARKER));
      kubo.pins().add(MARKER.cid(), MARKER_NAME, TIMEOUT, (blocks, bytes) -> {});
    }
  }

  /** The {@code flatfs} store writes each block to a file, and syncs it, before it confirms. */
  private boolean isNeeded() {
    if (needed.isEmpty()) {
      String store = kubo.node().setting("Datastore.Spec").orElse("");
      boolean flat = store.contains("\"flatfs\"") && store.contains("\"sync\":true");
      needed = Optional.of(!flat);
    }
    return needed.orElse(true);
  }
}
