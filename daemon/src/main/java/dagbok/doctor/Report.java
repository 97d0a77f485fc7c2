package dagbok.doctor;

import java.util.Optional;

/**
 * What came of a check.
 *
 * @param code the check's
 * @param text what is wrong, or the check's title where nothing is
 * @param fix what to do; empty where nothing is to be done
 * @param because the code of the cause, where the check was left out
 */
public record Report(
    String code,
    State state,
    String text,
    String fix,
    Optional<Remedy> remedy,
    Optional<String> because) {
  /** How it stands, the worst last. */
  public enum State {
    /** Nothing is wrong. */
    WELL,
    /** Not looked at, since a cause was found of all that it could find. */
    HIDDEN,
    /** It works, but not as it should, or not for long. */
    WARNING,
    /** Something does not work. */
    BROKEN
  }

  static Report well(Check check) {
    return new Report(
        check.code(), State.WELL, check.title(), "", Optional.empty(), Optional.empty());
  }

  static Report hidden(Check check, String cause) {
    return new Report(
        check.code(), State.HIDDEN, check.title(), "", Optional.empty(), Optional.of(cause));
  }

  static Report of(Check check, Finding finding) {
    State state = finding.severity() == Finding.Severity.BROKEN ? State.BROKEN : State.WARNING;
    return new Report(
        check.code(), state, finding.text(), finding.fix(), finding.remedy(), Optional.empty());
  }

  /** Whether something is wrong. */
  public boolean isFound() {
    return state == State.WARNING || state == State.BROKEN;
  }
}
