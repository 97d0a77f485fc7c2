/**
 * Trustless gateways, which give single blocks over HTTP: a further source where the IPFS node
 * finds none soon. What they give is checked against its CID; they are told what is asked for.
 */
@NullMarked
package dagbok.ipfs.gateway;

import org.jspecify.annotations.NullMarked;
