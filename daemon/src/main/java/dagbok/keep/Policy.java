package dagbok.keep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a followed profile is kept in the IPFS node, as its person chose it. Its text is words
 * with a space between them, such as {@code newest:500 files:20MiB days:90 quiet}.
 *
 * @param entries the newest so many, and what shares a pack with them; 0: none are kept, only read
 * @param fileBytes the largest file that is kept; 0: none
 * @param fileDays for how many days after its post a file is kept
 * @param isMirror whether each object is kept as a block of its own too
 * @param isQuiet whether nobody is told that the profile is held here
 */
public record Policy(
    long entries, long fileBytes, long fileDays, boolean isMirror, boolean isQuiet) {
  private static final long ALL = Long.MAX_VALUE;

  /** All posts and files. */
  public static final Policy EVERYTHING = new Policy(ALL, ALL, ALL, false, false);

  /** The same for a profile of one's own, whose objects others ask for one by one. */
  static final Policy OWN = new Policy(ALL, ALL, ALL, true, false);

  private static final long MAX_COUNT = 1_000_000_000;
  private static final int MAX_TEXT_CHARS = 200;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})(B|KiB|MiB|GiB|TiB)");
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  /** Whether anything is kept. */
  public boolean keepsPosts() {
    return entries > 0;
  }

  /** Whether some files are kept. */
  public boolean keepsFiles() {
    return keepsPosts() && fileBytes > 0;
  }

  /** Whether all that the profile has is kept. */
  public boolean keepsEverything() {
    return entries == ALL && fileBytes == ALL && fileDays == ALL;
  }

  /** The same without telling anybody. */
  Policy quietly() {
    return new Policy(entries, fileBytes, fileDays, isMirror, true);
  }

  /** The time of the oldest post whose files are kept, in seconds since 1970. */
  long filesSince(long now) {
    long days = Math.min(fileDays, MAX_COUNT);
    return fileDays == ALL ? Long.MIN_VALUE : now - days * Duration.ofDays(1).toSeconds();
  }

  /**
   * Reads what {@link #toString} gives, in any order; nothing at all means everything.
   *
   * @throws IllegalArgumentException if it is no policy; the message says why
   */
  public static Policy parse(String text) {
    if (text.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException("a policy of over " + MAX_TEXT_CHARS + " characters");
    }
    Set<String> seen = new HashSet<>();
    Policy policy = EVERYTHING;
    for (String word : text.strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        String given = word.split(":", 2)[0];
        String name = given.toLowerCase(Locale.ROOT);
        if (!seen.add(name)) {
          throw new IllegalArgumentException("'" + name + "' is there twice");
        }
        policy = policy.with(name, word.substring(given.length()));
      }
    }
    refuse(seen, "everything", Set.of("text", "nothing", "newest", "files", "days"));
    refuse(seen, "nothing", Set.of("text", "newest", "files", "days", "mirror"));
    refuse(seen, "text", Set.of("files", "days"));
    return policy;
  }

  private static void refuse(Set<String> seen, String word, Set<String> others) {
    for (String other : others) {
      if (seen.contains(word) && seen.contains(other)) {
        throw new IllegalArgumentException("'" + word + "' and '" + other + "' exclude each other");
      }
    }
  }

  private Policy with(String name, String value) {
    return switch (name + (value.isEmpty() ? "" : ":")) {
      case "everything" -> this;
      case "text" -> new Policy(entries, 0, fileDays, isMirror, isQuiet);
      case "nothing" -> new Policy(0, 0, fileDays, isMirror, isQuiet);
      case "newest:" -> new Policy(count(name, value), fileBytes, fileDays, isMirror, isQuiet);
      case "files:" -> new Policy(entries, size(value), fileDays, isMirror, isQuiet);
      case "days:" -> new Policy(entries, fileBytes, count(name, value), isMirror, isQuiet);
      case "mirror" -> new Policy(entries, fileBytes, fileDays, true, isQuiet);
      case "quiet" -> new Policy(entries, fileBytes, fileDays, isMirror, true);
      default ->
          throw new IllegalArgumentException(
              "'"
                  + name
                  + value
                  + "' is none of everything, text, nothing, newest:N, files:SIZE, days:N, mirror,"
                  + " quiet");
    };
  }

  private static long count(String name, String value) {
    String digits = value.substring(1);
    long count = NUMBER.matcher(digits).matches() ? Long.parseLong(digits) : 0;
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "'" + name + value + "' wants a whole number from 1 to " + MAX_COUNT);
    }
    return count;
  }

  private static long size(String value) {
    Matcher size = SIZE.matcher(value.substring(1));
    if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
      throw new IllegalArgumentException(
          "'files" + value + "' wants a size with its unit, such as files:20MiB");
    }
    int shift = 10 * UNITS.indexOf(size.group(2));
    long count = Long.parseLong(size.group(1));
    if (count > ALL >> shift) {
      throw new IllegalArgumentException("'files" + value + "' is more than there can be");
    }
    return count << shift;
  }

  /** The words, the same for equal policies. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    if (!keepsPosts()) {
      words.add("nothing");
    } else {
      if (keepsEverything()) {
        words.add("everything");
      }
      if (entries != ALL) {
        words.add("newest:" + entries);
      }
      if (fileBytes == 0) {
        words.add("text");
      } else if (fileBytes != ALL) {
        words.add("files:" + sizeText(fileBytes));
      }
      if (fileBytes > 0 && fileDays != ALL) {
        words.add("days:" + fileDays);
      }
    }
    if (isMirror) {
      words.add("mirror");
    }
    if (isQuiet) {
      words.add("quiet");
    }
    return String.join(" ", words);
  }

  private static String sizeText(long bytes) {
    long size = bytes;
    int unit = 0;
    while (size % 1024 == 0 && unit < UNITS.size() - 1) {
      size /= 1024;
      unit++;
    }
    return size + UNITS.get(unit);
  }
}
