package dagbok.kubo;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Kubo, such as 0.43.0. What follows the three numbers does not count. */
public record KuboVersion(int major, int minor, int patch) implements Comparable<KuboVersion> {
  /** The oldest Kubo that Dagbok is tested with. */
  public static final KuboVersion OLDEST = new KuboVersion(0, 43, 0);

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?");
  private static final Comparator<KuboVersion> ORDER =
      Comparator.comparingInt(KuboVersion::major)
          .thenComparingInt(KuboVersion::minor)
          .thenComparingInt(KuboVersion::patch);

  /**
   * The first version in {@code text}, which may be what {@code ipfs version} prints.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static KuboVersion parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.find()) {
      throw new IllegalArgumentException("no version in \"" + text.strip() + "\"");
    }
    String patch = numbers.group(3);
    return new KuboVersion(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        patch == null ? 0 : Integer.parseInt(patch));
  }

  /** Whether it is at least {@link #OLDEST}. */
  public boolean isSupported() {
    return compareTo(OLDEST) >= 0;
  }

  @Override
  public int compareTo(KuboVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
