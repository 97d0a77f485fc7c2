/**
 * The terminal: where lines go, how wide they are, and what may not reach it. Texts of strangers
 * pass through {@link dagbok.cli.term.Text#safe}, since a terminal obeys the control characters in
 * them.
 */
@NullMarked
package dagbok.cli.term;

import org.jspecify.annotations.NullMarked;
