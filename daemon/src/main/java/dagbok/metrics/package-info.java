/**
 * Numbers for monitors, in Prometheus' text format: how much there is of everything and how often
 * things happened, never what. {@link dagbok.metrics.Metrics} writes them; the decorators count
 * what passes between the daemon and its IPFS node.
 */
@NullMarked
package dagbok.metrics;

import org.jspecify.annotations.NullMarked;
