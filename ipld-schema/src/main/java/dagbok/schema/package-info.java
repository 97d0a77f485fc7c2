/**
 * The objects of docs/protocol.md as records, with strict decoders and canonical encoders. Values
 * only: what is stated about one object alone is checked here, what relates objects is in {@code
 * dagbok.dag}.
 */
@NullMarked
package dagbok.schema;

import org.jspecify.annotations.NullMarked;
