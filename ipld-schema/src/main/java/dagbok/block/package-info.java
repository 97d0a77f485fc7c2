/**
 * Blocks, their links, and CAR files full of them. Hashes are checked where bytes come in, and
 * nowhere else.
 */
@NullMarked
package dagbok.block;

import org.jspecify.annotations.NullMarked;
