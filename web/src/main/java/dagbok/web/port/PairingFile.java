package dagbok.web.port;

/**
 * A file that is carried to the other device.
 *
 * @param number which of the five it is: the inviter's are 1, 3 and 5, the joiner's 2 and 4
 * @param content base64
 */
public record PairingFile(int number, String content) {
  /** The most bytes of such a file. */
  public static final int MAX_BYTES = 1 << 21;
}
