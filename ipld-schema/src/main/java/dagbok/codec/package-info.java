/**
 * The IPLD data model and its two forms: strict DAG-CBOR and DAG-JSON. A decoder takes exactly the
 * canonical bytes; see docs/protocol.md, first section.
 */
@NullMarked
package dagbok.codec;

import org.jspecify.annotations.NullMarked;
