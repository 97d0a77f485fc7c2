/** Work in the background: one queue for each kind, fair between profiles. */
@NullMarked
package dagbok.work;

import org.jspecify.annotations.NullMarked;
