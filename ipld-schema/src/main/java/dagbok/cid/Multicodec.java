package dagbok.cid;

/**
 * The codecs that Dagbok meets in CIDs, with their numbers in the multicodec table.
 *
 * @see <a href="https://github.com/multiformats/multicodec">multicodec</a>
 */
public enum Multicodec {
  RAW("raw", 0x55),
  DAG_PB("dag-pb", 0x70),
  DAG_CBOR("dag-cbor", 0x71),
  LIBP2P_KEY("libp2p-key", 0x72),
  DAG_JSON("dag-json", 0x0129);

  private final String label;
  private final long code;

  Multicodec(String label, long code) {
    this.label = label;
    this.code = code;
  }

  /** The name that IPFS tools use, such as {@code dag-cbor}. */
  public String label() {
    return label;
  }

  /** The number in the multicodec table. */
  public long code() {
    return code;
  }

  /**
   * The codec with this number.
   *
   * @throws CidFormatException if Dagbok knows none
   */
  public static Multicodec of(long code) {
    for (Multicodec codec : values()) {
      if (codec.code == code) {
        return codec;
      }
    }
    throw new CidFormatException("unknown codec 0x" + Long.toHexString(code));
  }
}
