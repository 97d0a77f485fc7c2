/**
 * Kubo's RPC API for Java: the calls that Dagbok makes, grouped by noun behind {@link
 * dagbok.kubo.KuboClient}.
 *
 * <p>What is special about this API, and dealt with here once:
 *
 * <ul>
 *   <li>An error in the middle of an answer comes as an HTTP trailer behind a body that looks
 *       whole. So the transport must read trailers (Jetty's client does, {@code java.net.http}
 *       drops them), and answers are counted besides.
 *   <li>A call may wait for other peers for ever. Every wait, for the head of an answer and for
 *       each next byte of it, is bounded by the call's patience.
 *   <li>Errors are text. {@link dagbok.kubo.KuboException} gives them a reason that can be switched
 *       on and keeps the text.
 * </ul>
 *
 * <p>Everything public is thread-safe, but for streams and iterators, which one thread reads and
 * any may close. Not here: retries, and any idea of what the bytes mean.
 *
 * @see <a href="https://docs.ipfs.tech/reference/kubo/rpc/">Kubo RPC API</a>
 */
@NullMarked
package dagbok.kubo;

import org.jspecify.annotations.NullMarked;
