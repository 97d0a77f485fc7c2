package dagbok.keep;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.dag.Derived;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.History.Member;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Allowance;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Pack;
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
 * Measures the files that a followed profile links to before its snapshot is pinned with all of
 * them: first by what the profile claims, then, fetching those that are new, by what they are. An
 * IPFS node that pins fetches whatever is there, without a bound. Thread-safe.
 */
final class MediaCheck {
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration MAX_RUN = Duration.ofMinutes(5);
  private static final int MAX_MISSING_FILES = 4;

  /** What the blocks of a file may have beyond its bytes: a 32nd and 64 KiB. */
  private static final int OVERHEAD_SHARE = 32;

  private static final long OVERHEAD_BYTES = 64 * 1024;

  /** Pieces of files are larger by far; what has more of them is made to fill the memory. */
  private static final int MIN_PIECE_BYTES = 16 * 1024;

  private static final int MIN_LINKS = 1_024;

  private final Blocks blocks;
  private final Allowance allowance;

  MediaCheck(Blocks blocks, Allowance allowance) {
    this.blocks = blocks;
    this.allowance = allowance;
  }

  /**
   * Checks the files of a profile; those of the snapshot that is {@code pinned} were checked.
   *
   * @throws LimitException if they are more than is allowed, or more than the profile says
   * @throws IpfsException if some could not be had in time
   */
  void check(Replica replica, Derived derived, Optional<Cid> pinned) {
    if (replica.own()) {
      return;
    }
    Map<Cid, Long> claimed = new LinkedHashMap<>();
    derived.packs().forEach(pack -> claims(replica, derived, pack, claimed));
    allowance.checkMedia(replica, sum(claimed));
    claimed.keySet().removeAll(checked(pinned));
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

  private static long sum(Map<Cid, Long> claimed) {
    long sum = 0;
    for (long bytes : claimed.values()) {
      sum = Math.min(sum + bytes, Long.MAX_VALUE / 2);
    }
    return sum;
  }

  private static void claims(
      Replica replica, Derived derived, PackedRun pack, Map<Cid, Long> claimed) {
    for (Cid entry : pack.entries()) {
      Optional<Payload> payload =
          derived.live().contains(entry)
              ? replica.member(entry).flatMap(Member::payload).map(p -> p.value())
              : Optional.empty();
      if (payload.isPresent()) {
        Map<Cid, Long> sizes = new HashMap<>();
        for (Content content : payload.get().contents()) {
          sizes.putIfAbsent(content.link(), content.size());
        }
        payload
            .get()
            .packing()
            .linked()
            .forEach(cid -> claimed.merge(cid, sizes.getOrDefault(cid, 0L), Math::max));
      }
    }
  }

  private Set<Cid> checked(Optional<Cid> snapshot) {
    Set<Cid> links = new HashSet<>();
    Optional<Block> block = snapshot.flatMap(blocks::local);
    try {
      if (block.isPresent()) {
        for (var ref : Snapshot.decode(block.get().bytes()).packs()) {
          Optional<Block> pack = blocks.local(ref.pack());
          if (pack.isPresent()) {
            links.addAll(Pack.decode(pack.get().bytes()).links());
          }
        }
      }
    } catch (SchemaException e) {
      throw new IllegalStateException("a snapshot that was pinned can't be read", e);
    }
    return links;
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
