package dagbok.doctor;

import java.util.Optional;

/**
 * Something that is wrong.
 *
 * @param text what, one sentence without a full stop
 * @param fix what to do: a command that can be run as it stands, or one sentence
 * @param remedy what the daemon can do about it, if somebody asks for it
 */
public record Finding(Severity severity, String text, String fix, Optional<Remedy> remedy) {
  /** How bad it is. */
  public enum Severity {
    /** It works, but not as it should, or not for long. */
    WARNING,
    /** Something does not work. */
    BROKEN
  }

  /** Something that does not work. */
  public static Finding broken(String text, String fix) {
    return new Finding(Severity.BROKEN, text, fix, Optional.empty());
  }

  /** Something that works, but not well. */
  public static Finding warning(String text, String fix) {
    return new Finding(Severity.WARNING, text, fix, Optional.empty());
  }

  /** The same, with what the daemon can do about it. */
  public Finding with(Remedy offered) {
    return new Finding(severity, text, fix, Optional.of(offered));
  }
}
