package dagbok.cid;

/**
 * Text or bytes that are no CID, multihash, multibase or varint that Dagbok takes; the message says
 * what was wrong.
 */
public final class CidFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With what was wrong, in a few words that can follow "not a CID: ". */
  public CidFormatException(String message) {
    super(message);
  }
}
