/**
 * {@code /api/v1}: what programs and the command line use. Objects are JSON, lists JSON Lines;
 * errors are {@code {"error","hint","cid"?}} with the reason in {@code Dagbok-Reason}. Described to
 * others by {@code openapi.json}, which a test keeps true.
 */
@NullMarked
package dagbok.web.api;

import org.jspecify.annotations.NullMarked;
