package dagbok.store;

import dagbok.cid.Cid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** CIDs of 36 bytes, one after another. */
final class CidList {
  private CidList() {}

  static byte[] bytes(Collection<Cid> cids) {
    ByteBuffer all = ByteBuffer.allocate(cids.size() * Cid.BYTES);
    cids.forEach(cid -> all.put(cid.toBytes()));
    return all.array();
  }

  static List<Cid> of(byte[] bytes) {
    List<Cid> cids = new ArrayList<>(bytes.length / Cid.BYTES);
    ByteBuffer all = ByteBuffer.wrap(bytes);
    byte[] cid = new byte[Cid.BYTES];
    while (all.hasRemaining()) {
      all.get(cid);
      cids.add(Cid.ofBytes(cid));
    }
    return cids;
  }
}
