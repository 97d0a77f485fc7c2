package dagbok.block;

import com.google.common.base.Utf8;
import dagbok.cid.Cid;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.codec.DagPb;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a block links to. References, which are plain bytes, are no links. Thread-safe. */
public final class Links {
  private Links() {}

  /**
   * The CIDs that {@code block} links to, in the order in which they stand in it, each once.
   *
   * @throws DecodeException if its bytes are not what the codec of its CID says
   */
  public static List<Cid> of(Block block) throws DecodeException {
    return switch (block.cid().codec()) {
      case RAW, LIBP2P_KEY -> List.of();
      case DAG_CBOR -> of(DagCbor.decode(block.bytes()));
      case DAG_PB -> of(DagPb.decode(block.bytes()));
      case DAG_JSON -> of(DagJson.decode(text(block)));
    };
  }

  private static String text(Block block) throws DecodeException {
    if (!Utf8.isWellFormed(block.bytes())) {
      throw new DecodeException("DAG-JSON that is not UTF-8");
    }
    return new String(block.bytes(), StandardCharsets.UTF_8);
  }

  /** The CIDs that {@code value} links to, in the order in which they stand in it, each once. */
  public static List<Cid> of(Ipld value) {
    Set<Cid> links = new LinkedHashSet<>();
    Deque<Ipld> rest = new ArrayDeque<>();
    rest.push(value);
    while (!rest.isEmpty()) {
      Ipld next = rest.pop();
      if (next instanceof Ipld.Link link) {
        links.add(link.cid());
      } else if (next instanceof Ipld.Array array) {
        pushFirstOnTop(array.items(), rest);
      } else if (next instanceof Ipld.Struct struct) {
        pushFirstOnTop(List.copyOf(struct.fields().values()), rest);
      }
    }
    return List.copyOf(links);
  }

  private static void pushFirstOnTop(List<Ipld> items, Deque<Ipld> stack) {
    for (int i = items.size() - 1; i >= 0; i--) {
      stack.push(items.get(i));
    }
  }
}
