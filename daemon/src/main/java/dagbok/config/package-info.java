/**
 * Where Dagbok's files are and how it is set up: {@link dagbok.config.Home} names the folders,
 * {@link dagbok.config.Config} is the typed settings, {@link dagbok.config.ConfigSources} reads
 * them.
 *
 * <p>Every setting stands once, in the table {@code Settings}, with its default, its form and
 * bounds, and the sentence that explains it. A value comes from the default, then {@code
 * dagbok.toml}, then the environment, then {@code --set}; the last one that names it counts. What
 * is not understood is an error that tells its place, never ignored.
 *
 * <p>Not in here: settings that belong to the person rather than to the machine (follows, policies,
 * device names); those travel with the profile.
 */
@NullMarked
package dagbok.config;

import org.jspecify.annotations.NullMarked;
