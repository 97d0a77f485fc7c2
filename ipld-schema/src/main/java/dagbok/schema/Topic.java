package dagbok.schema;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A pubsub topic of the protocol. Heads are spread over {@link #SHARDS} topics by root CID.
 *
 * @param name as pubsub knows it
 */
public record Topic(String name) {
  /** The number of topics for heads. */
  public static final int SHARDS = 64;

  /** Where profiles whose owners want it are made known. */
  public static final Topic DISCOVER = new Topic("/dagbok/1/discover");

  private static final List<Topic> HEADS =
      IntStream.range(0, SHARDS)
          .mapToObj(number -> new Topic("/dagbok/1/heads/" + number))
          .toList();

  /** Where the heads of {@code profile}, queries for them and replies to it are told. */
  public static Topic of(ProfileId profile) {
    byte[] root = profile.root().toBytes();
    return shard((root[root.length - 1] & 0xff) % SHARDS);
  }

  /**
   * The topic for heads with this number.
   *
   * @throws IllegalArgumentException if it is not in 0 to 63
   */
  public static Topic shard(int number) {
    Form.integer("shard", number, SHARDS - 1);
    return HEADS.get(number);
  }

  @Override
  public String toString() {
    return name;
  }
}
