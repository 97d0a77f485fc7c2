package dagbok.ipfs.embedded;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.store.Tx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the pins keep, counted: a CID is kept as long as a pin or a kept block names it. Since
 * blocks can't link in circles, the counts are exact, and a pin costs only what is new below it.
 */
final class KeptTable {
  /** The most links that one pin may bring under its care; those not walked yet are in memory. */
  static final int MAX_LINKS = 1 << 22;

  private KeptTable() {}

  /**
   * One more holder of {@code root}.
   *
   * @throws IpfsException with {@code NOT_FOUND} if something below it is not there
   */
  static void hold(Tx tx, Cid root) {
    Deque<Cid> rest = new ArrayDeque<>(List.of(root));
    for (int walked = 0; !rest.isEmpty(); walked++) {
      checkBound(root, walked + rest.size());
      Cid cid = rest.pop();
      long holders =
          tx.one(
                  "INSERT INTO kept VALUES (?, ?, 1) ON CONFLICT DO UPDATE"
                      + " SET holders = holders + 1 RETURNING holders",
                  row -> row.getLong(1),
                  cid.digest(),
                  cid.codec().code())
              .orElseThrow();
      if (holders == 1) {
        links(tx, cid).forEach(rest::push);
      }
    }
  }

  /** One holder of {@code root} less. */
  static void release(Tx tx, Cid root) {
    Deque<Cid> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Cid cid = rest.pop();
      byte[] digest = cid.digest();
      long codec = cid.codec().code();
      int last =
          tx.run("DELETE FROM kept WHERE digest = ? AND codec = ? AND holders = 1", digest, codec);
      if (last > 0) {
        links(tx, cid).forEach(rest::push);
      } else {
        tx.run(
            "UPDATE kept SET holders = holders - 1 WHERE digest = ? AND codec = ?", digest, codec);
      }
    }
  }

  private static void checkBound(Cid root, int links) {
    if (links > MAX_LINKS) {
      throw new IpfsException(
          Reason.LIMIT, root + " has more than " + MAX_LINKS + " links below", "Pin less", null);
    }
  }

  private static List<Cid> links(Tx tx, Cid cid) {
    boolean isLeaf = cid.codec() == Multicodec.RAW;
    Optional<byte[]> bytes =
        isLeaf && BlockTable.isThere(tx, cid)
            ? Optional.of(new byte[0])
            : BlockTable.bytes(tx, cid);
    if (bytes.isEmpty()) {
      throw new IpfsException(
          Reason.NOT_FOUND, cid + " is not there", "Connect with somebody who has it", null);
    }
    try {
      return isLeaf ? List.of() : Links.of(new Block(cid, bytes.get()));
    } catch (DecodeException e) {
      throw new IpfsException(
          Reason.FAILED, cid + " cannot be decoded: " + e.getMessage(), "Do not pin it", e);
    }
  }
}
