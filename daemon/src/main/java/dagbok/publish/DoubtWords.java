package dagbok.publish;

import dagbok.profile.Doubt;

/** Why a device may not write, and what to do, in words for its person. */
public final class DoubtWords {
  /** What always works: a new device can't fork. */
  private static final String ANEW =
      "'dagbok device join' with a code of another device of yours, or 'dagbok profile recover'"
          + " with the recovery phrase";

  private DoubtWords() {}

  /** What is so, one sentence without a full stop. */
  public static String text(Doubt doubt) {
    return switch (doubt) {
      case RESTORED ->
          "this machine came out of a backup and may lack what its old self wrote after that, so it"
              + " only reads until it is a new device of the profile";
      case MOVED ->
          "this machine's device went to another one with 'backup create --move', so it only reads"
              + " here";
      case ELSEWHERE ->
          "another machine writes with the key of this one's device: a copy of the data folder, an"
              + " old backup of it, or a thief; so this one only reads until you decide";
      case BEHIND -> "the newest entry of this machine's device is not here yet";
    };
  }

  /** What to do. */
  public static String fix(Doubt doubt) {
    return switch (doubt) {
      case RESTORED -> "make it a new device: run " + ANEW;
      case MOVED ->
          "write on the other machine; if the backup is lost and was never restored, run 'dagbok"
              + " profile resume'; to write here too, run "
              + ANEW;
      case ELSEWHERE ->
          "on each machine that is to go on, run " + ANEW + ", and each is a device of its own";
      case BEHIND ->
          "wait until others give it, or take it in with 'dagbok profile import FILE', or run "
              + ANEW;
    };
  }
}
