package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a snapshot says of a pack; a tuple in DAG-CBOR.
 *
 * @param items how many it has
 * @param bytes the length of its block
 * @param lowHeight of its first item
 * @param highHeight of its last item
 * @param since the smallest time of its live entries, 0 if it has none
 * @param until the largest, 0 if it has none
 */
public record PackRef(
    Cid pack, long items, long bytes, long lowHeight, long highHeight, long since, long until) {
  private static final int FIELDS = 7;

  /** Checks every bound. */
  public PackRef {
    Form.object("packRef.pack", pack);
    Form.integer("packRef.items", items);
    Form.integer("packRef.bytes", bytes, Pack.MAX_BYTES);
    Form.integer("packRef.highHeight", highHeight);
    Form.integer("packRef.lowHeight", lowHeight, highHeight);
    Form.integer("packRef.until", until);
    Form.integer("packRef.since", since, until);
  }

  static PackRef read(Ipld value) {
    List<Ipld> tuple = Values.list(value, FIELDS, "packRef");
    Form.that(tuple.size() == FIELDS, "packRef of 7", String.valueOf(tuple.size()));
    return new PackRef(
        Values.link(tuple.get(0), "packRef.pack"),
        Values.integer(tuple.get(1), "packRef.items"),
        Values.integer(tuple.get(2), "packRef.bytes"),
        Values.integer(tuple.get(3), "packRef.lowHeight"),
        Values.integer(tuple.get(4), "packRef.highHeight"),
        Values.integer(tuple.get(5), "packRef.since"),
        Values.integer(tuple.get(6), "packRef.until"));
  }

  Ipld toIpld() {
    LongStream numbers = LongStream.of(items, bytes, lowHeight, highHeight, since, until);
    List<Ipld> tuple = new ArrayList<>(FIELDS);
    tuple.add(Ipld.link(pack));
    numbers.forEach(number -> tuple.add(Ipld.of(number)));
    return Ipld.list(tuple);
  }
}
