/**
 * The IPLD data model and its forms: strict DAG-CBOR and DAG-JSON, and DAG-PB to read only.
 *
 * <p>The decoder of DAG-CBOR takes exactly the canonical bytes; see docs/protocol.md, first
 * section. What has no form (a float that is not finite, half of a surrogate pair) is refused by
 * the encoders, so a value that came out of a decoder can always be encoded again.
 */
@NullMarked
package dagbok.codec;

import org.jspecify.annotations.NullMarked;
