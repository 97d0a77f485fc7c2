/**
 * Peers over HTTP (protocol.md, Peer protocol), for machines without Kubo and for local networks:
 * {@link dagbok.peer.Peering} stands around an IPFS node and adds what comes from them.
 *
 * <p>Two peers share a <em>link</em>: one goes to the other and opens a stream of frames; its own
 * frames it posts under the name that the stream has. Blocks are fetched from the port of either,
 * if it has one. Messages of pubsub topics go from peer to peer, signed by whoever published them,
 * each once, by way of those that listen.
 *
 * <p>Nothing here is encrypted or secret: what is exchanged is public, and everything is checked
 * against its CID or signature by whoever takes it.
 */
@NullMarked
package dagbok.peer;

import org.jspecify.annotations.NullMarked;
