/**
 * The IPFS node as the daemon sees it: four small interfaces, each with a contract test that every
 * implementation passes. {@code dagbok.ipfs.kubo} stands on Kubo's RPC API.
 *
 * <p>All of them are thread-safe, block the calling thread within a bound of time, and throw {@link
 * dagbok.ipfs.IpfsException} with a reason that can be switched on. None of them trusts what comes
 * from peers: bytes are given out only if they hash to their CID.
 */
@NullMarked
package dagbok.ipfs;

import org.jspecify.annotations.NullMarked;
