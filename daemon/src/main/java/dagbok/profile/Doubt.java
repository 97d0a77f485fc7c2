package dagbok.profile;

/**
 * Why a device whose key is here may not write: it might go on from an entry that is not its last.
 */
public enum Doubt {
  /** It came out of a backup, and may have written more since. */
  RESTORED,
  /** It went to another machine in a backup that was made for that. */
  MOVED,
  /** Another machine writes with the same key. */
  ELSEWHERE,
  /** Its newest entry, as its backup says, is not here yet. */
  BEHIND
}
