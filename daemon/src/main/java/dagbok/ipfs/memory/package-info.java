/**
 * IPFS nodes in memory, for simulations of many peers and for tests that are quick: real blocks,
 * pins and messages, but no network and no disk. {@link dagbok.ipfs.memory.MemoryNetwork} makes
 * them and connects them; they pass the same contract tests as Kubo.
 *
 * <p>What differs from Kubo: a block that no connected node has is not waited for; a message
 * reaches everybody who listens and is connected, over any number of others who listen, or it
 * reaches nobody; providers are found at once.
 */
@NullMarked
package dagbok.ipfs.memory;

import org.jspecify.annotations.NullMarked;
