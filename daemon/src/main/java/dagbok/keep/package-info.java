/**
 * Brings held profiles into the IPFS node and keeps them there: packs and snapshot of every one,
 * and each object of one's own as a block of its own, all of them pinned.
 */
@NullMarked
package dagbok.keep;

import org.jspecify.annotations.NullMarked;
