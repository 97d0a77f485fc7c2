/**
 * What pages and API need of the daemon: small interfaces that the daemon implements, and the views
 * that travel through them. No HTTP in here. All implementations are thread-safe; each call may
 * throw {@link dagbok.web.port.Refusal}, which is shown to people as it is.
 */
@NullMarked
package dagbok.web.port;

import org.jspecify.annotations.NullMarked;
