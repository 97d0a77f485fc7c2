/**
 * Real Kubo nodes for tests. {@link dagbok.kubo.testing.KuboNodes} is the door: it finds or builds
 * the program, starts nodes on loopback, shows their logs when a test fails, and stops them.
 */
@NullMarked
package dagbok.kubo.testing;

import org.jspecify.annotations.NullMarked;
