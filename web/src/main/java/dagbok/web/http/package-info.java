/**
 * Requests and answers as values. An {@link dagbok.web.http.Endpoint} takes a {@link
 * dagbok.web.http.Call} and gives an {@link dagbok.web.http.Answer}; nothing else in the module
 * writes to a connection. Routes are matched on the canonical path, so {@code /p/../status} can
 * never reach an endpoint under another name.
 */
@NullMarked
package dagbok.web.http;

import org.jspecify.annotations.NullMarked;
