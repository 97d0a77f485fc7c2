package dagbok.app;

import dagbok.ipfs.Blocks;
import dagbok.ipfs.Peers;
import dagbok.ipfs.Pins;
import dagbok.ipfs.PubSub;
import dagbok.web.port.Health;
import java.util.List;
import java.util.Optional;

/**
 * The IPFS node in use.
 *
 * @param kind {@code kubo}, …
 * @param why one sentence on why this one
 * @param warnings what its person should change in it
 * @param stop ends it if the daemon started it
 */
record IpfsNode(
    Blocks blocks,
    Pins pins,
    PubSub pubSub,
    Peers peers,
    String kind,
    Optional<String> api,
    String why,
    List<Health.Warning> warnings,
    Runnable stop) {}
