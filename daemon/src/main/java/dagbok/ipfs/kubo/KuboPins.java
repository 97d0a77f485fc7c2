package dagbok.ipfs.kubo;

import dagbok.cid.Cid;
import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboException;
import dagbok.kubo.KuboStream;
import dagbok.kubo.PinApi;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pins in a Kubo, which may have those of others too. Kubo has one pin for a CID: what somebody
 * else pinned stays theirs, is kept as long as they keep it, and can be pinned here after that.
 * Thread-safe.
 */
public final class KuboPins implements Pins {
  /** The most pins that a list may have. */
  static final int MAX_PINS = 1 << 20;

  private final KuboClient kubo;

  /** On a client that stays the caller's. */
  public KuboPins(KuboClient kubo) {
    this.kubo = kubo;
  }

  @Override
  public void add(Cid root, String name, Duration timeout) {
    Bounds.checkPinName(name);
    Optional<PinApi.Pin> pin = find(root);
    boolean foreign = pin.isPresent() && !isOurs(pin.get());
    // pinning again makes Kubo unpin and walk all of it first: only where the name differs
    if (!foreign && pin.filter(known -> known.name().equals(name)).isEmpty()) {
      try {
        kubo.pins().add(root, name, timeout, (blocks, bytes) -> {});
      } catch (KuboException e) {
        throw KuboFailures.ofFetch(e);
      }
    }
  }

  @Override
  public void update(Cid from, Cid to, String name, Duration timeout) {
    Bounds.checkPinName(name);
    Optional<PinApi.Pin> pin = find(from).filter(KuboPins::isOurs);
    if (from.equals(to) || pin.isEmpty() || find(to).isPresent()) {
      add(to, name, timeout);
      if (!from.equals(to)) {
        remove(from);
      }
      return;
    }
    try {
      kubo.pins().update(from, to, timeout);
    } catch (KuboException e) {
      throw KuboFailures.ofFetch(e);
    }
    if (!pin.get().name().equals(name)) {
      add(to, name, timeout);
    }
  }

  @Override
  public void remove(Cid root) {
    if (find(root).filter(KuboPins::isOurs).isEmpty()) {
      return;
    }
    try {
      kubo.pins().remove(root);
    } catch (KuboException e) {
      if (e.reason() != KuboException.Reason.NOT_FOUND) {
        throw KuboFailures.of(e);
      }
    }
  }

  @Override
  public Map<Cid, String> list(String prefix) {
    Map<Cid, String> pins = new LinkedHashMap<>();
    try (KuboStream<PinApi.Pin> all = kubo.pins().list(prefix)) {
      while (all.hasNext()) {
        PinApi.Pin pin = all.next();
        if (isOurs(pin) && pin.name().startsWith(prefix)) {
          pins.put(pin.root(), pin.name());
        }
        checkCount(pins.size());
      }
    } catch (KuboException e) {
      throw KuboFailures.of(e);
    }
    return Map.copyOf(pins);
  }

  private Optional<PinApi.Pin> find(Cid root) {
    return KuboFailures.call(() -> kubo.pins().find(root));
  }

  private static boolean isOurs(PinApi.Pin pin) {
    return pin.name().startsWith(PREFIX);
  }

  private static void checkCount(int count) {
    if (count > MAX_PINS) {
      throw new IpfsException(
          IpfsException.Reason.LIMIT,
          "Kubo has more than " + MAX_PINS + " pins of Dagbok's",
          "Follow or replicate less",
          null);
    }
  }
}
