/**
 * What files are, and pictures without what their cameras wrote into them. Pixels are never decoded
 * or changed: metadata is cut out of the file's own structure, so nothing is lost that one sees.
 */
@NullMarked
package dagbok.media;

import org.jspecify.annotations.NullMarked;
