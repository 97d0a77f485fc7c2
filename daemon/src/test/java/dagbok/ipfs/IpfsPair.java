package dagbok.ipfs;

/** Two connected IPFS nodes for a contract test. */
public record IpfsPair(Side one, Side two) {
  /** One of them. */
  public record Side(Blocks blocks, Pins pins, PubSub pubsub, Peers peers) {}
}
