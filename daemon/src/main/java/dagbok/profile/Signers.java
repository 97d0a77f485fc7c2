package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.dag.Arrival;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Checks signatures ahead of the set, by the keys that the profile has given its devices so far. An
 * entry whose device is not known yet is left to the set. Thread-safe.
 */
public final class Signers {
  /**
   * How many keys of grants that came are at hand; those behind further ones are left to the set.
   */
  static final int MAX_KEYS = 4_096;

  private final Function<Cid, Optional<DeviceKey>> known;
  private final Verifier verifier;
  private final Map<Cid, DeviceKey> keys = new ConcurrentHashMap<>();

  /** With what is {@code known} of the profile's devices. */
  public Signers(Function<Cid, Optional<DeviceKey>> known, Verifier verifier) {
    this.known = known;
    this.verifier = verifier;
  }

  /** The same arrivals in their order, those whose signature is right with their key. */
  public List<Arrival> check(List<Arrival> arrivals) {
    arrivals.forEach(this::learn);
    Map<Cid, Optional<DeviceKey>> asked = new HashMap<>();
    return arrivals.stream().map(arrival -> check(arrival, asked)).toList();
  }

  /** A grant names its key, and so does the root entry: nobody else's word is needed. */
  private void learn(Arrival arrival) {
    if (!arrival.entry().value().control() || keys.size() >= MAX_KEYS) {
      return;
    }
    arrival.payload().flatMap(Signers::key).ifPresent(key -> keys.put(arrival.entry().cid(), key));
  }

  private static Optional<DeviceKey> key(Encoded<Payload> payload) {
    try {
      Control control = Control.of(payload.value().body()).orElse(null);
      if (control instanceof Control.Grant grant) {
        return Optional.of(grant.key());
      }
      return control instanceof Control.Root root ? Optional.of(root.key()) : Optional.empty();
    } catch (SchemaException e) {
      return Optional.empty(); // told by the set
    }
  }

  private Arrival check(Arrival arrival, Map<Cid, Optional<DeviceKey>> asked) {
    Entry entry = arrival.entry().value();
    Cid device = entry.device().orElse(arrival.entry().cid());
    return asked
        .computeIfAbsent(device, this::key)
        .filter(key -> verifier.verify(key, entry.signedMessage(), entry.sig()))
        .map(arrival::signedBy)
        .orElse(arrival);
  }

  private Optional<DeviceKey> key(Cid device) {
    return Optional.ofNullable(keys.get(device)).or(() -> known.apply(device));
  }
}
