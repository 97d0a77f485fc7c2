/**
 * UnixFS files as the {@code unixfs-v1-2025} profile makes them: for implementations of the IPFS
 * node that have no Kubo to do it. Files only; no folders, no symbolic links.
 *
 * @see <a href="https://specs.ipfs.tech/unixfs/">UnixFS</a>
 */
@NullMarked
package dagbok.ipfs.unixfs;

import org.jspecify.annotations.NullMarked;
