/**
 * From what people wrote to what is safe to show: Markdown, times, sizes, IPLD objects, share
 * links. Pure functions; everything that they are given may come from strangers.
 */
@NullMarked
package dagbok.web.text;

import org.jspecify.annotations.NullMarked;
