/**
 * Strangers' bytes. They come with a policy that takes even their origin away, and only pictures,
 * sound and film of known kinds are ever shown in place; all else is a download.
 */
@NullMarked
package dagbok.web.media;

import org.jspecify.annotations.NullMarked;
