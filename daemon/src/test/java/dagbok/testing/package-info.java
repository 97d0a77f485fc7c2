/** Worlds for tests: daemons with all their parts, on IPFS nodes in memory. */
@NullMarked
package dagbok.testing;

import org.jspecify.annotations.NullMarked;
