package dagbok.simulation;

/** What one says who is asked for a block. */
sealed interface Answer {
  /** What is said to be the block. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Bytes(byte[] bytes) implements Answer {}

  /** It is not here. */
  record None() implements Answer {}

  /** Nothing at all. */
  record Silence() implements Answer {}
}
