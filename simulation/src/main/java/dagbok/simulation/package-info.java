/**
 * Many peers in one Java VM: each runs the daemon's own gossip, judging and catching up, over a
 * network that loses, repeats, reorders and parts, among peers that leave, and others that lie. One
 * seed decides everything, so that what failed happens again.
 *
 * <p>What is not real: time, threads, the network, and the store. Pubsub is one message to each who
 * listens; peers whose sets of a profile are equal share one copy of it, which is what lets a
 * hundred thousand fit.
 */
@NullMarked
package dagbok.simulation;

import org.jspecify.annotations.NullMarked;
