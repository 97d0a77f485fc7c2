/**
 * Keeps replicas in step with what others announce: heads are judged, what they carry is taken in,
 * and what is missing is fetched pack by pack. Nothing is believed that was not computed here.
 */
@NullMarked
package dagbok.sync;

import org.jspecify.annotations.NullMarked;
