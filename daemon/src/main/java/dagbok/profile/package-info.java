/**
 * The profiles that this daemon holds: their sets with what follows from them, durable in the
 * store, and the keys of those that are its person's own.
 */
@NullMarked
package dagbok.profile;

import org.jspecify.annotations.NullMarked;
