/**
 * The command line. {@link dagbok.cli.Cli} is its door; each command is a class of its own that
 * takes its arguments, asks the daemon over the home's Unix socket, and prints the answer for
 * people or, with {@code --json}, as the daemon gave it.
 *
 * <p>Errors are {@code error: …} and {@code hint: …} on standard error, exit codes are {@link
 * dagbok.cli.ExitCode}. A command must start fast, so only what it needs is loaded: classes of the
 * daemon are out of reach from here but for {@link dagbok.cli.DaemonRunner}, only the commands that
 * are named are built, and JSON is read without data binding.
 */
@NullMarked
package dagbok.cli;

import org.jspecify.annotations.NullMarked;
