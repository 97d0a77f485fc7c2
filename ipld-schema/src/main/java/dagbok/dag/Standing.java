package dagbok.dag;

/** How an accepted entry stands. If several hold but {@link #LIVE}, the first of them is told. */
public enum Standing {
  /** It stands, and all of it is there. */
  LIVE,

  /** A revoke voids it, or the grant of its device. */
  VOID,

  /** A live delete counts for it. */
  DELETED,

  /** Its payload or a packed content is missing, or not of the form that it must have. */
  INCOMPLETE
}
