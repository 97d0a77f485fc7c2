package dagbok.profile;

/**
 * What other people's profiles may take. One's own have no bound but that of the protocol.
 *
 * @param profileBytes of entries, payloads and small contents of one followed profile, all of which
 *     are in memory
 * @param allBytes the same for all of them together
 * @param mediaBytes of the files of one followed profile
 */
public record Budget(long profileBytes, long allBytes, long mediaBytes) {
  /** The files of one followed profile: 4 GiB. */
  public static final long MEDIA_BYTES = 4L << 30;

  /**
   * Of the heap, all of them together. In memory a byte takes about three: as it came, in a pack,
   * and in the pack that is made while something new is taken in.
   */
  private static final int ALL_SHARE_OF_HEAP = 6;

  private static final int PROFILE_SHARE_OF_HEAP = 12;

  /** What fits a heap of this many bytes. */
  public static Budget ofHeap(long heapBytes) {
    return new Budget(
        heapBytes / PROFILE_SHARE_OF_HEAP, heapBytes / ALL_SHARE_OF_HEAP, MEDIA_BYTES);
  }
}
