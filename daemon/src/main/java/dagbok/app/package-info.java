/** The composition root: the one place where the daemon's parts are put together. */
@NullMarked
package dagbok.app;

import org.jspecify.annotations.NullMarked;
