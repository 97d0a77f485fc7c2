package dagbok.doctor;

import dagbok.config.ConfigException;
import java.util.List;

/** Settings, or folders, that can't be used. */
public final class ConfigWrong implements Check {
  static final String CODE = "config";

  private final Runnable reading;

  /** {@code reading} reads all settings, and throws {@link ConfigException} if one is wrong. */
  public ConfigWrong(Runnable reading) {
    this.reading = reading;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "All settings are understood";
  }

  @Override
  public List<Finding> look() {
    try {
      reading.run();
      return List.of();
    } catch (ConfigException e) {
      return List.of(Finding.broken(e.error(), e.hint()));
    }
  }
}
