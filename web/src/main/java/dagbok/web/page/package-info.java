/**
 * The pages, one endpoint a class, and the views that their templates show. Every form works
 * without scripts; what scripts add is described by attributes in the templates. Templates escape
 * everything; the only HTML that they take as it is comes from {@code dagbok.web.text}.
 */
@NullMarked
package dagbok.web.page;

import org.jspecify.annotations.NullMarked;
