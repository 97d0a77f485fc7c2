/**
 * Pinning services as a further place for the snapshots of one's own profiles.
 *
 * @see <a href="https://ipfs.github.io/pinning-services-api-spec/">IPFS Pinning Service API</a>
 */
@NullMarked
package dagbok.pinning;

import org.jspecify.annotations.NullMarked;
