/** What tests of pages need, in this module and in others: {@link Chromium}. */
@NullMarked
package dagbok.web.testing;

import org.jspecify.annotations.NullMarked;
