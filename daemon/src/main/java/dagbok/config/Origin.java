package dagbok.config;

import java.nio.file.Path;

/** Where a setting's value comes from. */
public sealed interface Origin {
  /** Nobody set it. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /** A line of {@code dagbok.toml}, counted from 1. */
  record File(Path file, int line) implements Origin {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** A variable of the environment. */
  record Environment(String variable) implements Origin {
    @Override
    public String toString() {
      return variable;
    }
  }

  /** {@code --set} on the command line. */
  record Flag() implements Origin {
    @Override
    public String toString() {
      return "--set";
    }
  }
}
