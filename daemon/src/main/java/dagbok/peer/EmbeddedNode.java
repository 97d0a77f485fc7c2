package dagbok.peer;

import dagbok.ipfs.embedded.EmbeddedStore;

/**
 * What the embedded IPFS node is made of, before it has peers.
 *
 * @param why why this one, one sentence for people
 * @param version of the daemon that it is part of
 */
public record EmbeddedNode(EmbeddedStore store, String why, String version) {}
