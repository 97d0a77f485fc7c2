package dagbok.pair;

/** How far pairing has come; both sides go through all of them in order, or end. */
public enum Stage {
  /** The other device has not been met. */
  WAITING,
  /** Somebody came, who has not shown yet that it has the code. */
  MET,
  /** The words to compare stand on both screens, and it is for people to say whether they agree. */
  ASKED,
  /** The grant is written; a joiner that has it is a device of the profile. */
  DONE,
  /** It came to nothing. */
  ENDED
}
