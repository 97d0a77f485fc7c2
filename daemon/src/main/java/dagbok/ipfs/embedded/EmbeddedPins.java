package dagbok.ipfs.embedded;

import dagbok.cid.Cid;
import dagbok.ipfs.Bounds;
import dagbok.ipfs.Pins;
import java.time.Duration;
import java.util.Map;

/** The pins of an {@link EmbeddedStore}. */
final class EmbeddedPins implements Pins {
  private final EmbeddedStore store;

  EmbeddedPins(EmbeddedStore store) {
    this.store = store;
  }

  @Override
  public void add(Cid root, String name, Duration timeout) {
    Bounds.checkPinName(name);
    store.write(
        tx -> {
          if (!PinTable.isPinned(tx, root)) {
            KeptTable.hold(tx, root);
          }
          PinTable.put(tx, root, name);
          return root;
        });
  }

  @Override
  public void update(Cid from, Cid to, String name, Duration timeout) {
    Bounds.checkPinName(name);
    store.write(
        tx -> {
          if (!PinTable.isPinned(tx, to)) {
            KeptTable.hold(tx, to);
          }
          if (!from.equals(to) && PinTable.remove(tx, from)) {
            KeptTable.release(tx, from);
          }
          PinTable.put(tx, to, name);
          return to;
        });
  }

  @Override
  public void remove(Cid root) {
    store.write(
        tx -> {
          if (PinTable.remove(tx, root)) {
            KeptTable.release(tx, root);
          }
          return root;
        });
  }

  @Override
  public Map<Cid, String> list(String prefix) {
    return store.read(tx -> PinTable.named(tx, prefix));
  }
}
