package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.dag.History.Member;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The entry that a device writes next. */
public final class NextEntry {
  private NextEntry() {}

  /**
   * The signed entry with this payload, after all that the history holds: {@code own} is the last
   * of the device's entries, {@code prev} the maximal live entries beside it, the highest 64 if
   * there are more.
   *
   * @throws IllegalStateException if the device is not in force
   * @throws IllegalArgumentException if the payload is of a control kind in a wrong form
   */
  public static Encoded<Entry> of(
      History history, Cid device, SigningKey key, Encoded<Payload> payload) {
    Cid own =
        history
            .last(device)
            .orElseThrow(() -> new IllegalStateException("device " + device + " is not in force"));
    List<Cid> prev = prev(history, own);
    Optional<Control> control = control(payload.value());
    List<Cid> behind = new ArrayList<>(prev);
    behind.add(own);
    if (control.isPresent() && control.get() instanceof Control.Revoke revoke) {
      behind.add(revoke.grant());
      behind.add(revoke.last());
    }
    Entry unsigned =
        new Entry(
            Optional.of(history.profile()),
            Optional.of(device),
            Optional.of(own),
            seq(device, member(history, own)),
            1 + behind.stream().mapToLong(cid -> height(history, cid)).max().orElse(0),
            prev,
            control.isPresent(),
            payload.cid(),
            Entry.UNSIGNED);
    return Encoded.of(unsigned.signedBy(key));
  }

  private static Member member(History history, Cid cid) {
    return history
        .member(cid)
        .orElseThrow(() -> new IllegalStateException(cid + " is not in the set"));
  }

  private static long height(History history, Cid cid) {
    return member(history, cid).entry().value().height();
  }

  private static List<Cid> prev(History history, Cid own) {
    return history.tipPlaces().stream()
        .filter(tip -> !tip.entry().equals(own))
        .sorted(Comparator.comparingLong(Place::height).reversed())
        .limit(Entry.MAX_PREV)
        .map(Place::entry)
        .sorted()
        .toList();
  }

  private static long seq(Cid device, Member own) {
    if (!own.cid().equals(device)) {
      return own.entry().value().seq() + 1;
    }
    return own.entry().value().isRoot() ? 1 : 0;
  }

  private static Optional<Control> control(Payload payload) {
    try {
      return Control.of(payload.body());
    } catch (SchemaException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
