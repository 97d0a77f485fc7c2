package dagbok.simulation;

import java.util.Arrays;

/** What each node said and heard, in bytes of messages and blocks, whatever carries them. */
final class Traffic {
  private long[] bytes = new long[64];
  private int nodes;
  private long messages;
  private long deliveries;

  void add() {
    if (nodes == bytes.length) {
      bytes = Arrays.copyOf(bytes, nodes * 2);
    }
    nodes++;
  }

  void published(int node, byte[] data) {
    messages++;
    bytes[node] += data.length;
  }

  void heard(int node, byte[] data) {
    deliveries++;
    bytes[node] += data.length;
  }

  void sent(int node, int size) {
    bytes[node] += size;
  }

  void got(int node, int size) {
    bytes[node] += size;
  }

  /** How many messages were published. */
  long messages() {
    return messages;
  }

  /** How many came to somebody. */
  long deliveries() {
    return deliveries;
  }

  /** Bytes in and out of each of the first nodes. */
  long[] bytes(int count) {
    return Arrays.copyOf(bytes, count);
  }
}
