/** The form of the daemon's log on standard error: for people, or for systemd's journal. */
@NullMarked
package dagbok.log;

import org.jspecify.annotations.NullMarked;
