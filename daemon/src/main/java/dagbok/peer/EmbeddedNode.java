package dagbok.peer;

import dagbok.ipfs.IpfsWarning;
import dagbok.ipfs.embedded.EmbeddedStore;
import java.util.List;

/**
 * What the embedded IPFS node is made of, before it has peers.
 *
 * @param why why this one, one sentence for people
 * @param version of the daemon that it is part of
 */
public record EmbeddedNode(EmbeddedStore store, String why, String version) {
  private static final int FULL_PERCENT = 90;

  /** What is wrong with it now. */
  List<IpfsWarning> warnings() {
    long percent = store.usedBytes() * 100 / store.quotaBytes();
    if (percent < FULL_PERCENT) {
      return List.of();
    }
    String text = "The embedded IPFS node has used " + percent + " % of its quota";
    return List.of(new IpfsWarning("quota", text, "dagbok config set ipfs.embedded.quota 100GiB"));
  }
}
