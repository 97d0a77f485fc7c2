/**
 * The few files that browsers load beside the pages: one style sheet, two scripts, a mark. Named by
 * what is in them, so a browser may keep them for ever.
 */
@NullMarked
package dagbok.web.asset;

import org.jspecify.annotations.NullMarked;
