package dagbok.ipfs;

import dagbok.block.Block;
import dagbok.ipfs.IpfsException.Reason;

/** What every IPFS node refuses in the same words, whichever implementation it is. */
public final class Bounds {
  private Bounds() {}

  /**
   * Passes a block of at most {@link Block#MAX_BYTES}.
   *
   * @throws IpfsException with {@code LIMIT} if it is larger
   */
  public static void checkBlock(Block block) {
    if (block.bytes().length > Block.MAX_BYTES) {
      throw new IpfsException(
          Reason.LIMIT,
          "block " + block.cid() + " has " + block.bytes().length + " bytes",
          "Split it into blocks of at most " + Block.MAX_BYTES + " bytes",
          null);
    }
  }

  /**
   * Passes a message of at most {@link PubSub#MAX_MESSAGE_BYTES}.
   *
   * @throws IpfsException with {@code LIMIT} if it is larger
   */
  public static void checkMessage(byte[] data) {
    if (data.length > PubSub.MAX_MESSAGE_BYTES) {
      throw new IpfsException(
          Reason.LIMIT,
          "a message of " + data.length + " bytes",
          "Send at most " + PubSub.MAX_MESSAGE_BYTES + " bytes",
          null);
    }
  }

  /**
   * Passes a pin's name that begins with {@link Pins#PREFIX}.
   *
   * @throws IllegalArgumentException if it is somebody else's
   */
  public static void checkPinName(String name) {
    if (!name.startsWith(Pins.PREFIX)) {
      throw new IllegalArgumentException("the pin's name \"" + name + "\" is not Dagbok's");
    }
  }
}
