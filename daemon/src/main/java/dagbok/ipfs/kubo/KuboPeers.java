package dagbok.ipfs.kubo;

import dagbok.cid.Cid;
import dagbok.ipfs.Peers;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboException;
import dagbok.kubo.KuboPeer;
import dagbok.kubo.KuboStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Kubo and its peers. Thread-safe. */
public final class KuboPeers implements Peers {
  /** The most peers whose connections Kubo is asked to keep; of more, the latest. */
  static final int MAX_KEPT_PEERS = 64;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  private static final String ID_PART = "/p2p/";

  private final KuboClient kubo;
  private final Deque<String> kept = new ArrayDeque<>();

  /** On a client that stays the caller's. */
  public KuboPeers(KuboClient kubo) {
    this.kubo = kubo;
  }

  @Override
  public Self self() {
    return KuboFailures.call(
        () -> {
          KuboPeer id = kubo.node().id();
          return new Self(id.id(), id.addresses(), kubo.node().version().toString());
        });
  }

  @Override
  public void connect(String address) {
    KuboFailures.run(
        () -> {
          kubo.swarm().connect(address, CONNECT_TIMEOUT);
          keep(address);
        });
  }

  private synchronized void keep(String address) {
    String id = address.substring(address.lastIndexOf(ID_PART) + ID_PART.length());
    kept.remove(id);
    if (kept.size() == MAX_KEPT_PEERS) {
      kubo.swarm().release(kept.removeFirst());
    }
    kubo.swarm().keep(address);
    kept.addLast(id);
  }

  @Override
  public List<Peer> connected() {
    return KuboFailures.call(() -> kubo.swarm().peers().stream().map(KuboPeers::peer).toList());
  }

  @Override
  public void provide(Cid cid, Duration timeout) {
    KuboFailures.run(() -> kubo.routing().provide(cid, timeout));
  }

  @Override
  public List<Peer> findProviders(Cid cid, int limit, Duration timeout) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    Map<String, Peer> found = new LinkedHashMap<>();
    String self = self().id();
    // one more, since Kubo counts itself
    try (KuboStream<KuboPeer> peers = kubo.routing().findProviders(cid, limit + 1, timeout)) {
      while (found.size() < limit && peers.hasNext()) {
        KuboPeer peer = peers.next();
        if (!peer.id().equals(self)) {
          found.putIfAbsent(peer.id(), peer(peer));
        }
      }
    } catch (KuboException e) {
      if (e.reason() != KuboException.Reason.TIMEOUT) {
        throw KuboFailures.of(e);
      }
    }
    return List.copyOf(found.values());
  }

  private static Peer peer(KuboPeer peer) {
    String address = peer.addresses().isEmpty() ? "" : peer.addresses().get(0);
    return new Peer(peer.id(), address.contains(ID_PART) ? address : address + ID_PART + peer.id());
  }
}
