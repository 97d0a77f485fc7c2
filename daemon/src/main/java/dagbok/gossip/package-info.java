/**
 * Who says what and when over pubsub: {@link dagbok.gossip.Gossip} takes inputs and gives effects,
 * with no I/O, clock or threads of its own, so that a simulator can run thousands of them; {@link
 * dagbok.gossip.GossipRunner} carries the effects out on a real IPFS node.
 *
 * <p>Gossip is a hint: it may lose, repeat and reorder, and nothing here is believed before it is
 * checked. What is asked here is form, rate and relevance; what an announcement holds is judged by
 * {@code dagbok.sync}.
 */
@NullMarked
package dagbok.gossip;

import org.jspecify.annotations.NullMarked;
