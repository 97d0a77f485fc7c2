package dagbok.profile;

/**
 * What other people's profiles may take. One's own have no bound but that of the protocol.
 *
 * @param profileBytes of entries, payloads and small contents of one followed profile
 * @param allBytes the same for all of them together
 * @param mediaBytes of the files of one followed profile
 */
public record Budget(long profileBytes, long allBytes, long mediaBytes) {
  /** 4 GiB of posts for one, 64 GiB for all, and 4 GiB of files for one. */
  public static final Budget STANDARD = new Budget(4L << 30, 64L << 30, 4L << 30);
}
