/**
 * Live updates as server-sent events: what happened, as small hints; the page then asks for what it
 * shows. An id is {@code <run>-<number>}, so that a page which was open across a restart of the
 * daemon learns that it missed something.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
@NullMarked
package dagbok.web.live;

import org.jspecify.annotations.NullMarked;
