/** A daemon in memory: everything that pages and API need, working, without IPFS. */
@NullMarked
package dagbok.web.fake;

import org.jspecify.annotations.NullMarked;
