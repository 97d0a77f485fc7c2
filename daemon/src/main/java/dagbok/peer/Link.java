package dagbok.peer;

/** One way to a peer: what is sent arrives in order, or the link ends. Thread-safe. */
interface Link {
  /** The most bytes that wait for a slow peer; one that lets more pile up is cut off. */
  int MAX_WAITING_BYTES = 1 << 20;

  /** What the other side wants signed with who we are. */
  String theirChallenge();

  /** What we want signed with who they are. */
  String ourChallenge();

  /** Sends a frame; never blocks. */
  void send(byte[] frame);

  /** Ends it. */
  void cut(String why);

  /** Whether it has ended; true before anybody is told. */
  boolean isEnded();
}
