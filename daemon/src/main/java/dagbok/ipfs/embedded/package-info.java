/**
 * The embedded IPFS node's store: blocks and recursive pins in one SQLite file, for machines
 * without Kubo. What it does not do is talk with others: {@code dagbok.peer} stands around it for
 * that.
 *
 * <p>A block is <em>kept</em> while a pin or a kept block names it. The number of those who name it
 * is stored, so that pinning the next snapshot costs what differs from the one before, whatever the
 * size of the profile.
 */
@NullMarked
package dagbok.ipfs.embedded;

import org.jspecify.annotations.NullMarked;
