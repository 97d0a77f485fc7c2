/** Writing: from what a person wants to publish to a durable entry, its head, and its blocks. */
@NullMarked
package dagbok.publish;

import org.jspecify.annotations.NullMarked;
