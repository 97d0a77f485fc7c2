/**
 * The first run: what is left to do until somebody has a profile, its recovery phrase on paper, and
 * an IPFS node that they understand. The same for pages and API. Nothing of it needs a network, and
 * where one is in it follows from what is there, so it can be left and resumed anywhere.
 */
@NullMarked
package dagbok.web.setup;

import org.jspecify.annotations.NullMarked;
