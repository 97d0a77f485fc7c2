/**
 * The local web page and API, on Jetty. {@link dagbok.web.WebServer} is all that the daemon starts;
 * it gives a {@link dagbok.web.port.Daemon} and gets pages.
 */
@NullMarked
package dagbok.web;

import org.jspecify.annotations.NullMarked;
