/**
 * The functions of docs/protocol.md over the set of a profile: {@code accept}, {@code live}, {@code
 * kept}, {@code nodes}, {@code packs}, {@code snapshot}. Everything in here is a function of the
 * set alone: no clock, no order of arrival, no I/O.
 *
 * <p>{@link dagbok.dag.History} is the set; {@link dagbok.dag.Derived} is what follows from it. The
 * algorithms are the plain ones, which go over the whole set; they are the reference for any other.
 */
@NullMarked
package dagbok.dag;

import org.jspecify.annotations.NullMarked;
