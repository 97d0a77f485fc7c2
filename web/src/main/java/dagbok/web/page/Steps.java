package dagbok.web.page;

import java.util.ArrayList;
import java.util.List;

/** The steps of the first run, as they are listed above each. */
public final class Steps {
  private static final List<String> NAMES =
      List.of("Name", "Recovery phrase", "IPFS node", "Ready");
  private static final int PHRASE = 2;

  private Steps() {}

  /**
   * One of them.
   *
   * @param state {@code done}, {@code now}, {@code next} or {@code off}, which is put off
   * @param note the same in words, where the step's look says it
   */
  public record Step(String name, String state, String note) {}

  /** All of them, seen from that at place {@code at}; {@code waiting}: the phrase was put off. */
  public static List<Step> of(int at, boolean waiting) {
    List<Step> steps = new ArrayList<>();
    for (int place = 1; place <= NAMES.size(); place++) {
      String name = NAMES.get(place - 1);
      if (place == at) {
        steps.add(new Step(name, "now", ""));
      } else if (place > at) {
        steps.add(new Step(name, "next", ""));
      } else if (place == PHRASE && waiting) {
        steps.add(new Step(name, "off", "put off"));
      } else {
        steps.add(new Step(name, "done", "done"));
      }
    }
    return steps;
  }
}
