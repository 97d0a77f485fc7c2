/**
 * The functions of docs/protocol.md over the set of one profile: accept, live, kept, nodes, packs,
 * snapshot. Pure functions of the set: no clock, no order of arrival, no local state gets in, so
 * equal sets give equal bytes everywhere.
 *
 * <p>Words: an entry is <em>accepted</em> if it and all behind it are right; <em>live</em> if it
 * stands and all of it is there; <em>kept</em> if it is live or behind a live one. <em>Behind</em>
 * an entry are its {@code own}, its {@code prev}, and a revoke's {@code grant} and {@code last}.
 *
 * <p>{@link dagbok.dag.History} is the set, kept in a {@link dagbok.dag.State} with all that
 * follows from it, which is brought up to date by what changed; {@link dagbok.dag.NextEntry}
 * continues it, {@link dagbok.dag.Verification} holds a head to what it claims. Tricky: a device is
 * its grant, so voiding a grant takes with it all that was granted from there; and liveness also
 * depends on which bytes one has, so it changes as bytes come and are erased.
 *
 * <p>Not here: fetching, storing, deciding whom to follow, and what to show.
 */
@NullMarked
package dagbok.dag;

import org.jspecify.annotations.NullMarked;
