package dagbok.simulation;

/** Somebody on the network, known by a number. */
interface Node {
  /** Who publishes, as the IPFS node says. */
  String name();

  /** A message came. */
  void receive(String topic, String from, byte[] data);

  /** Somebody asks for a block; who does not answer gives nothing and says nothing. */
  Answer give(Want want);

  /** Whether it is there. */
  boolean isOnline();
}
