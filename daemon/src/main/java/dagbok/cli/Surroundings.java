package dagbok.cli;

import dagbok.cli.term.Terminal;
import dagbok.config.Home;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a command takes from the process it runs in.
 *
 * @param zone asked for when a time is shown
 * @param nanos a clock as {@link System#nanoTime}
 */
record Surroundings(
    Terminal terminal,
    Map<String, String> environment,
    Path userHome,
    Supplier<ZoneId> zone,
    LongSupplier nanos,
    Patience patience) {
  static Surroundings ofSystem() {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        Terminal.ofSystem(environment),
        environment,
        Home.ofPerson(environment),
        ZoneId::systemDefault,
        System::nanoTime,
        Patience.STANDARD);
  }
}
