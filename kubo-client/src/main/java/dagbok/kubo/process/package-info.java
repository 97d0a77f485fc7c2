/**
 * The {@code ipfs} program: finding it, setting up a repository for it, running it. The daemon runs
 * a Kubo of its own with it, and so do tests; none of it is needed to speak to a Kubo that runs
 * already.
 */
@NullMarked
package dagbok.kubo.process;

import org.jspecify.annotations.NullMarked;
