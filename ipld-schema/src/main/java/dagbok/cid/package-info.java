/**
 * Content identifiers (CIDv1) and what they are made of: varint, multibase, multihash, codec.
 * Values only; immutable and thread-safe. Not a general multiformats library: exactly what Dagbok
 * needs is here, and everything else is refused with a reason.
 */
@NullMarked
package dagbok.cid;

import org.jspecify.annotations.NullMarked;
