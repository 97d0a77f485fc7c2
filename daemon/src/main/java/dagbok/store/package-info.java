/**
 * Local state in one SQLite file: what was accepted, what the IPFS node has not confirmed yet, what
 * is followed and pinned, and the index that pages read. {@link dagbok.store.Database} owns the
 * connections; each other class here speaks for one table and takes the transaction to work in, so
 * that callers decide what becomes durable together.
 */
@NullMarked
package dagbok.store;

import org.jspecify.annotations.NullMarked;
