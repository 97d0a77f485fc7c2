/** Whole daemons as people run them, on real Kubo nodes and in a real browser. */
@NullMarked
package dagbok.it;

import org.jspecify.annotations.NullMarked;
