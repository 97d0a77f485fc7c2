/**
 * A small HTTP/1.1 client over a Unix socket: one request, one connection, one answer. It knows
 * answers of fixed length, in chunks, or until the end of the connection, and bodies that are
 * streamed. Every wait has a bound.
 *
 * <p>Not in here: TCP, TLS, redirects, compression, cookies, reuse of connections. The JDK's own
 * client can't speak over Unix sockets and would take longer to start than a whole command.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</a>
 */
@NullMarked
package dagbok.cli.http;

import org.jspecify.annotations.NullMarked;
