package dagbok.keep;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.dag.History.PackedRun;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the files that a followed profile links to before they are pinned, fetching those that
 * are new. An IPFS node that pins fetches whatever is there, without a bound. Thread-safe.
 */
final class MediaCheck {
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration MAX_RUN = Duration.ofMinutes(5);
  private static final int MAX_MISSING_FILES = 4;

  /** What the blocks of a file may have beyond its bytes: a 32nd and 4 KiB. */
  private static final int OVERHEAD_SHARE = 32;

  private static final long OVERHEAD_BYTES = 4 * 1024;

  /** Pieces of files are larger by far; what has more of them is made to fill the memory. */
  private static final int MIN_PIECE_BYTES = 16 * 1024;

  private static final int MIN_LINKS = 1_024;

  private final Blocks blocks;

  MediaCheck(Blocks blocks) {
    this.blocks = blocks;
  }

  /**
   * Checks the files of a profile; those of the snapshot that is {@code pinned} were checked.
   *
   * @throws LimitException if they are more than the profile says
   * @throws IpfsException if some could not be had in time
   */
  void check(Replica replica, Snapshot snapshot, Optional<Cid> pinned) {
    List<PackRef> before = pinned.map(this::packsOf).orElse(List.of());
    Map<Cid, Long> claimed = claims(replica, without(snapshot.packs(), before));
    claimed.keySet().removeAll(links(without(before, snapshot.packs())));
    check(replica, claimed);
  }

  /**
   * Checks files, given the length that is said of each.
   *
   * @throws LimitException if they are more than the profile says
   * @throws IpfsException if some could not be had in time
   */
  void check(Replica replica, Map<Cid, Long> claimed) {
    long end = System.nanoTime() + MAX_RUN.toNanos();
    Optional<IpfsException> first = Optional.empty();
    int missing = 0;
    for (Map.Entry<Cid, Long> file : claimed.entrySet()) {
      try {
        measure(replica, file.getKey(), file.getValue(), end);
      } catch (IpfsException e) {
        first = first.or(() -> Optional.of(e));
        if (e.reason() != IpfsException.Reason.NOT_FOUND || ++missing == MAX_MISSING_FILES) {
          throw first.get();
        }
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private static List<PackRef> without(List<PackRef> packs, List<PackRef> others) {
    Set<Cid> known = new HashSet<>();
    others.forEach(ref -> known.add(ref.pack()));
    return packs.stream().filter(ref -> !known.contains(ref.pack())).toList();
  }

  /** The files of packs, with the length that is said of them. */
  private Map<Cid, Long> claims(Replica replica, List<PackRef> packs) {
    Map<Cid, Long> claimed = new LinkedHashMap<>();
    for (PackRef ref : packs) {
      blocks
          .local(ref.pack()) // takes a tenth of making it
          .or(() -> replica.read(history -> history.pack(ref.pack())).map(PackedRun::block))
          .ifPresent(pack -> decoded(pack).items().forEach(item -> claims(item, claimed)));
    }
    return claimed;
  }

  private static void claims(Item item, Map<Cid, Long> claimed) {
    if (!(item instanceof Item.Whole whole)) {
      return;
    }
    try {
      Payload payload = Payload.decode(whole.payload().bytes());
      Map<Cid, Long> sizes = new HashMap<>();
      payload.contents().forEach(content -> sizes.putIfAbsent(content.link(), content.size()));
      for (Cid file : payload.packing().linked()) {
        claimed.merge(file, sizes.getOrDefault(file, 0L), Math::max);
      }
    } catch (SchemaException e) {
      throw new IllegalStateException("a payload that was kept can't be read", e);
    }
  }

  private List<PackRef> packsOf(Cid snapshot) {
    Optional<Block> block = blocks.local(snapshot);
    try {
      return block.isPresent() ? Snapshot.decode(block.get().bytes()).packs() : List.of();
    } catch (SchemaException e) {
      throw new IllegalStateException("a snapshot that was pinned can't be read", e);
    }
  }

  private Set<Cid> links(List<PackRef> packs) {
    Set<Cid> links = new HashSet<>();
    for (PackRef ref : packs) {
      blocks.local(ref.pack()).ifPresent(block -> links.addAll(decoded(block).links()));
    }
    return links;
  }

  private static Pack decoded(Block block) {
    try {
      return Pack.decode(block.bytes());
    } catch (SchemaException e) {
      throw new IllegalStateException("a pack that was kept can't be read", e);
    }
  }

  private void measure(Replica replica, Cid file, long claimed, long end) {
    long most = claimed + claimed / OVERHEAD_SHARE + OVERHEAD_BYTES;
    long bytes = 0;
    long links = MIN_LINKS + claimed / MIN_PIECE_BYTES;
    Set<Cid> seen = new HashSet<>();
    Deque<Cid> rest = new ArrayDeque<>(List.of(file));
    while (!rest.isEmpty()) {
      Cid cid = rest.pop();
      if (!seen.add(cid)) {
        continue;
      }
      if (System.nanoTime() - end > 0) {
        throw new IpfsException(
            IpfsException.Reason.LIMIT,
            "the files of the profile are still being fetched",
            "Wait; it goes on by itself",
            null);
      }
      Block block = blocks.fetch(cid, FETCH_TIMEOUT);
      bytes += block.bytes().length;
      if (bytes > most) {
        throw wrong(replica, "has a file of " + claimed + " bytes that has more: " + file);
      }
      List<Cid> below = links(replica, block);
      links -= below.size();
      if (links < 0) {
        throw wrong(replica, "has a file of too many pieces: " + file);
      }
      below.forEach(rest::push);
    }
  }

  private static List<Cid> links(Replica replica, Block block) {
    try {
      return Links.of(block);
    } catch (DecodeException e) {
      throw wrong(replica, "has a file that can't be read, at " + block.cid());
    }
  }

  private static LimitException wrong(Replica replica, String what) {
    return new LimitException(
        "media-wrong",
        "The profile " + what + "; its posts are kept, its files are not",
        "If you do not want it: 'dagbok unfollow " + replica.profile() + "'");
  }
}
