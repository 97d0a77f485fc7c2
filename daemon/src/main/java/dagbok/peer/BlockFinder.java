package dagbok.peer;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches blocks from linked peers: first from those that gave before, and last from those that
 * kept us waiting. Thread-safe.
 */
final class BlockFinder {
  private static final Logger log = LoggerFactory.getLogger(BlockFinder.class);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final int BEST = -16;
  private static final int WORST = 16;

  private final Neighbourhood neighbourhood;
  private final PeerClient client;

  /** By peer: the more often it failed and the less it gave, the larger. */
  private final Map<PeerId, Integer> trouble = new HashMap<>();

  BlockFinder(Neighbourhood neighbourhood, PeerClient client) {
    this.neighbourhood = neighbourhood;
    this.client = client;
  }

  /** Whether there is anybody to ask. */
  boolean hasPeers() {
    return neighbourhood.all().stream().anyMatch(peer -> peer.address().isPresent());
  }

  /** The block, if a linked peer gives it in time. */
  Optional<Block> find(Cid cid, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    List<PeerAddress> peers = inOrder();
    for (int i = 0; i < peers.size(); i++) {
      long left = end - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      long share = Math.max(SHORTEST_WAIT.toNanos(), left / (peers.size() - i));
      Optional<Block> block = ask(peers.get(i), cid, Duration.ofNanos(Math.min(left, share)));
      if (block.isPresent()) {
        return block;
      }
    }
    return Optional.empty();
  }

  private Optional<Block> ask(PeerAddress peer, Cid cid, Duration timeout) {
    try {
      Optional<Block> block = client.block(peer, cid, timeout);
      block.ifPresent(found -> note(peer, -1));
      return block;
    } catch (IOException e) {
      log.debug("{} gives no block: {}", peer, e.getMessage());
      note(peer, 4);
      return Optional.empty();
    }
  }

  /** Peers that have a block, as they say. */
  List<PeerAddress> holders(Cid cid, int limit, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    List<PeerAddress> holders = new ArrayList<>();
    for (PeerAddress peer : inOrder()) {
      long left = Math.min(end - System.nanoTime(), SHORTEST_WAIT.toNanos() * 2);
      if (left <= 0 || holders.size() == limit) {
        break;
      }
      try {
        if (client.has(peer, cid, Duration.ofNanos(left))) {
          holders.add(peer);
        }
      } catch (IOException e) {
        note(peer, 4);
      }
    }
    return holders;
  }

  private synchronized List<PeerAddress> inOrder() {
    List<PeerAddress> peers = new ArrayList<>();
    neighbourhood.all().forEach(peer -> peer.address().ifPresent(peers::add));
    trouble.keySet().retainAll(peers.stream().flatMap(peer -> peer.id().stream()).toList());
    peers.sort(Comparator.comparingInt(peer -> peer.id().map(this::troubleOf).orElse(0)));
    return peers;
  }

  private int troubleOf(PeerId peer) {
    return trouble.getOrDefault(peer, 0);
  }

  private synchronized void note(PeerAddress peer, int more) {
    peer.id()
        .ifPresent(id -> trouble.put(id, Math.max(BEST, Math.min(WORST, troubleOf(id) + more))));
  }
}
