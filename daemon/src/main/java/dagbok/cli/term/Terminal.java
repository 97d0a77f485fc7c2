package dagbok.cli.term;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.util.Map;

/**
 * Standard input, output and error, what is known of the screen, and how to write on it. For one
 * thread.
 *
 * @param inIsTerminal whether somebody can type
 * @param width columns that text may take
 * @param styled whether bold and faint are wanted
 */
public record Terminal(
    InputStream in,
    Outlet out,
    Outlet err,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int width,
    boolean styled) {
  /**
   * The system property in which the launcher tells which of standard input (0), output (1) and
   * error (2) are terminals, for example {@code 02}. Java can't tell them apart.
   */
  public static final String PROPERTY = "dagbok.terminal";

  private static final int STANDARD_COLUMNS = 80;
  private static final int MIN_COLUMNS = 20;
  private static final int MAX_COLUMNS = 100;

  /**
   * That of this process, in UTF-8.
   *
   * @param environment for {@code COLUMNS}, {@code NO_COLOR} and {@code TERM}
   */
  public static Terminal ofSystem(Map<String, String> environment) {
    String known = System.getProperty(PROPERTY, "");
    boolean out = known.contains("1");
    boolean styled =
        out
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        System.in,
        Outlet.to(new FileOutputStream(FileDescriptor.out)),
        Outlet.to(new FileOutputStream(FileDescriptor.err)),
        known.contains("0"),
        out,
        known.contains("2"),
        width(environment.getOrDefault("COLUMNS", "")),
        styled);
  }

  private static int width(String columns) {
    if (!columns.matches("[1-9][0-9]{0,4}")) {
      return STANDARD_COLUMNS;
    }
    return Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, Integer.parseInt(columns)));
  }

  /** Writes a line for people to standard output, control characters replaced. */
  public void line(String text) {
    out.print(Text.safe(text));
    out.print('\n');
  }

  /** Writes lines that go on below {@code indent} columns when they are broken. */
  public void wrapped(String text, int indent) {
    String margin = " ".repeat(indent);
    for (String line : Text.wrap(Text.safe(text), width - indent)) {
      out.print((margin + line).stripTrailing());
      out.print('\n');
    }
  }

  /** Writes a line in bold, where the screen can. */
  public void heading(String text) {
    styled(text, "\u001b[1m");
  }

  /** Writes a line in faint, where the screen can. */
  public void faint(String text) {
    styled(text, "\u001b[2m");
  }

  private void styled(String text, String style) {
    out.print(styled ? style + Text.safe(text) + "\u001b[0m" : Text.safe(text));
    out.print('\n');
  }

  /** Writes a line of data, as it is, to standard output. */
  public void data(String line) {
    out.print(line);
    out.print('\n');
  }

  /** Writes a line to standard error, control characters replaced, at once. */
  public void note(String text) {
    err.print(Text.safe(text));
    err.print('\n');
    err.flush();
  }
}
