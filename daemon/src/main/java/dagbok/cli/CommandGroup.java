package dagbok.cli;

import java.util.List;

/** A command that others stand below. */
interface CommandGroup {
  /** Those, new. */
  List<Object> commands(Session session);
}
