package dagbok.peer;

import dagbok.cid.CidFormatException;
import dagbok.cid.Multibase;
import dagbok.crypto.DeviceKey;
import java.util.Arrays;

/**
 * The name of an IPFS node among its peers, made of its Ed25519 key as libp2p does it.
 *
 * @see <a href="https://github.com/libp2p/specs/blob/master/peer-ids/peer-ids.md">peer ids</a>
 */
public record PeerId(DeviceKey key) {
  /** An identity multihash of 36 bytes, which hold a public key of type Ed25519 in protobuf. */
  private static final byte[] PREFIX = {0, 0x24, 8, 1, 0x12, 0x20};

  private static final int MAX_TEXT_CHARS = 64;
  private static final char BASE58 = 'z';

  /**
   * Reads the text form, {@code 12D3KooW…}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PeerId parse(String text) {
    if (text.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException("a peer id of " + text.length() + " characters");
    }
    try {
      byte[] bytes = Multibase.decode(BASE58 + text);
      boolean fits = bytes.length == PREFIX.length + DeviceKey.BYTES;
      if (!fits || !Arrays.equals(PREFIX, 0, PREFIX.length, bytes, 0, PREFIX.length)) {
        throw new IllegalArgumentException("\"" + text + "\" is no peer id of an Ed25519 key");
      }
      return new PeerId(new DeviceKey(Arrays.copyOfRange(bytes, PREFIX.length, bytes.length)));
    } catch (CidFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no peer id", e);
    }
  }

  @Override
  public String toString() {
    byte[] bytes = Arrays.copyOf(PREFIX, PREFIX.length + DeviceKey.BYTES);
    System.arraycopy(key.toBytes(), 0, bytes, PREFIX.length, DeviceKey.BYTES);
    return Multibase.BASE58BTC.encode(bytes).substring(1);
  }
}
