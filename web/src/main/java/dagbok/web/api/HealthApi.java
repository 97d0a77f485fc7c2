package dagbok.web.api;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.port.Health;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is wrong, for commands and monitors. */
final class HealthApi {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;

  HealthApi(Health health) {
    this.health = health;
  }

  /** What anybody on this machine may know: that this is Dagbok, and which checks stand how. */
  private record AliveJson(String program, String status, Map<String, String> checks) {}

  private record CheckJson(
      String code,
      String state,
      String text,
      Optional<String> fix,
      Optional<String> remedy,
      Optional<String> because) {
    static CheckJson of(Health.CheckView check) {
      return new CheckJson(
          check.code(),
          word(check.state()),
          check.text(),
          Optional.of(check.fix()).filter(fix -> !fix.isEmpty()),
          check.remedy().map(Health.Remedy::name),
          check.because());
    }
  }

  private record DoneJson(String done) {}

  /** {@code /health}: 200, or 503 if something does not work. No names, paths or CIDs. */
  Answer alive(Call call) {
    List<Health.CheckView> checks = health.recentChecks();
    Map<String, String> states = new LinkedHashMap<>();
    Health.State worst = Health.State.OK;
    for (Health.CheckView check : checks) {
      states.put(check.code(), word(check.state()));
      worst = check.state().compareTo(worst) > 0 ? check.state() : worst;
    }
    boolean broken = worst == Health.State.BROKEN;
    String status = worst == Health.State.HIDDEN ? word(Health.State.OK) : word(worst);
    return Json.answer(broken ? 503 : 200, new AliveJson("dagbok", status, states));
  }

  /** {@code /metrics}. */
  Answer metrics(Call call) {
    return Answer.text(200, METRICS_TYPE, health.metrics());
  }

  /** All checks, one a line. */
  Answer checks(Call call) {
    return Json.lines(health.checks().stream().map(CheckJson::of).toList());
  }

  /** Does what a check offered. */
  Answer remedy(Call call) {
    return Json.answer(new DoneJson(health.remedy(call.path("name"))));
  }

  private static String word(Health.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
