/** The disk: files that are written whole or not at all, and how much room is left. */
@NullMarked
package dagbok.disk;

import org.jspecify.annotations.NullMarked;
