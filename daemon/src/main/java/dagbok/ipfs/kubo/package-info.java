/**
 * The IPFS node as Kubo: the four interfaces on its RPC API, and the choice of which Kubo to use.
 * {@link dagbok.ipfs.kubo.KuboFinder} is the door.
 */
@NullMarked
package dagbok.ipfs.kubo;

import org.jspecify.annotations.NullMarked;
