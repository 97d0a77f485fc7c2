package dagbok.profile;

/**
 * What other people's profiles may take. One's own have no bound but that of the protocol.
 *
 * @param profileBytes of entries, payloads and small contents of one followed profile
 * @param allBytes the same for all of them together
 * @param fileBytes of the files of one followed profile
 * @param allFileBytes the same for all of them together
 */
public record Budget(long profileBytes, long allBytes, long fileBytes, long allFileBytes) {
  /** 4 GiB of posts for one, 64 GiB for all; 4 GiB of files for one, 20 GiB for all. */
  public static final Budget STANDARD = new Budget(4L << 30, 64L << 30, 4L << 30, 20L << 30);

  /** The same with other bounds for files, of one profile and of all. */
  public Budget withFiles(long one, long all) {
    return new Budget(profileBytes, allBytes, one, all);
  }
}
