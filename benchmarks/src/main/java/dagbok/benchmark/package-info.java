/**
 * How long things take, by JMH; {@code benchmarks/README.md} says how to run them. One class for
 * each part of the program, all on the profile in {@link dagbok.benchmark.Sample}.
 *
 * <p>Not a test: nothing here fails because something is slow.
 */
@NullMarked
package dagbok.benchmark;

import org.jspecify.annotations.NullMarked;
