/**
 * The composition root: puts the parts together, starts and stops them, and answers what pages, API
 * and command line ask through {@code dagbok.web.port}.
 */
@NullMarked
package dagbok.app;

import org.jspecify.annotations.NullMarked;
