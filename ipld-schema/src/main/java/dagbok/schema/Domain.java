package dagbok.schema;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a signature is for. Each has a prefix of its own, so that none can be taken for another. */
public enum Domain {
  ENTRY("dagbok/1/entry"),
  HEAD("dagbok/1/head"),
  GRANT("dagbok/1/grant"),
  DISCOVER("dagbok/1/discover");

  private static final int CAPACITY_BYTES = 512;

  private final String prefix;

  Domain(String prefix) {
    this.prefix = prefix;
  }

  /** The message to sign: the prefix, a zero byte, and the parts one after another. */
  public byte[] message(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(CAPACITY_BYTES);
    out.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
    out.write(0);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
