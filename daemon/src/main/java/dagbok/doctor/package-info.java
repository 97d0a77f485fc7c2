/**
 * What can be wrong with a daemon and with the home of one that does not run, and the one thing to
 * do about it. A {@link dagbok.doctor.Check} looks at one thing; the {@link dagbok.doctor.Doctor}
 * asks all of them, causes first, and leaves out what follows from a cause that was found.
 *
 * <p>Page, {@code dagbok doctor}, {@code /health} and {@code /metrics} all show what is found here.
 * Codes keep their meaning: monitors know them. A text says what is wrong, a fix is a command that
 * can be run as it stands, or one sentence.
 */
@NullMarked
package dagbok.doctor;

import org.jspecify.annotations.NullMarked;
