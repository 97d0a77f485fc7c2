package dagbok.vectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packs, and joins of many: sets made by recipes. */
final class PackVectors {
  private static final Map<String, Object> PHONE = Map.of("grant", "phone", "by", "root");

  private PackVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Sets made by recipes (see README.md): packs, wide joins.");
    cuts(file);
    joins(file);
    return file;
  }

  private static void cuts(VectorFile file) {
    recipe(
        file, "one cut", "The third pass cuts, the tail is the last pack.", posts(12, 0, 1, 500));
    recipe(file, "third pass", "Many small posts.", posts(300, 0, 1, 40));
    recipe(file, "second pass", "Posts of 2 KB.", posts(300, 0, 1, 2000));
    recipe(
        file,
        "all passes",
        "Posts of many sizes, 3 MB: packs of all three passes and a tail.",
        posts(250, 0, 1, 9000),
        posts(100, 250, 2, 3),
        posts(20, 350, 3, 16_384),
        posts(2, 370, 4, 16_385));
    recipe(
        file,
        "deletes",
        "As before, with three posts deleted: few packs differ.",
        posts(250, 0, 1, 9000),
        posts(100, 250, 2, 3),
        posts(20, 350, 3, 16_384),
        posts(2, 370, 4, 16_385),
        Map.of("by", "root", "delete", List.of(3, 120, 360)));
    recipe(
        file,
        "two devices",
        "The second device's posts come among the first one's by height.",
        posts(80, 0, 1, 400),
        Map.of("grant", "laptop", "by", "root"),
        Map.of("by", "laptop", "posts", 80, "from", 1000, "contents", 1, "size", 700));
    recipe(file, "links", "A content that is linked to weighs 40.", posts(60, 0, 8, 16_385));
    exact(file);
  }

  /** Numbers found by trying: pieces that weigh what a rule compares with, and one byte off. */
  private static void exact(VectorFile file) {
    String full = "A piece of exactly 1,000,000 is not cut before its last item.";
    recipe(file, "exactly 1,000,000", full, large(), post14(), posts(1, 104, 1, 14_473), last());
    String past = "One byte more: the item that would make it 1,000,001 begins the next piece.";
    recipe(file, "1,000,001", past, large(), post14(), posts(1, 104, 1, 14_474), last());
    String least = "A piece of exactly 3,000 may end in the third pass.";
    recipe(file, "exactly 3,000", least, posts(1, 6, 1, 1855), posts(2, 7, 1, 20));
    String less = "It may not at 2,999, though the last bits of the item's CID would have it.";
    recipe(file, "2,999", less, posts(1, 1, 1, 1854), posts(2, 2, 1, 20));
    String linked = "Of which 40 are a link's.";
    recipe(file, "exactly 3,000 with a link", linked, link(), posts(1, 5, 1, 1399), small());
    recipe(file, "2,999 with a link", linked, link(), posts(1, 3, 1, 1398), small());
    String second = "Cut in the second pass, not the third, which would begin a pack before.";
    recipe(file, "exactly 24,000", second, posts(1, 100, 1, 6500), posts(1, 1, 1, 15_939), small());
    String third = "Left to the third pass, though the CID's last bits would have it.";
    recipe(file, "23,999", third, posts(1, 100, 1, 6500), posts(1, 1, 1, 15_938), small());
    String first = "Cut in the first pass, not the second, which would begin a pack before.";
    recipe(file, "exactly 256,000", first, fill(), posts(1, 101, 1, 3145), wide(), small());
    String later = "Left to the second pass, though the CID's last bits would have it.";
    recipe(file, "255,999", later, fill(), posts(1, 101, 1, 3144), wide(), small());
  }

  private static Map<String, Object> link() {
    return posts(1, 100, 1, 16_385);
  }

  private static Map<String, Object> fill() {
    return posts(1, 100, 4, 12_000);
  }

  private static Map<String, Object> wide() {
    return posts(1, 1, 16, 12_600);
  }

  private static Map<String, Object> small() {
    return posts(2, 200, 1, 20);
  }

  private static Map<String, Object> large() {
    return posts(3, 100, 16, 16_100);
  }

  private static Map<String, Object> post14() {
    return posts(1, 103, 14, 14_700);
  }

  private static Map<String, Object> last() {
    return posts(1, 105, 1, 300);
  }

  private static void joins(VectorFile file) {
    for (int count : new int[] {1, 2, 64, 65, 128, 129, 4097}) {
      String shows = "The head node joins the nodes of " + count + " entries.";
      recipe(file, "join of " + count, shows, fan(count));
    }
    recipe(file, "65 parents", "own and 64 in prev.", fan(64), chainPost(), join(64));
    recipe(
        file,
        "deleted entry of 65 parents",
        "In its place is a join of a join of 64 and one.",
        fan(64),
        chainPost(),
        join(64),
        Map.of("by", "root", "delete", List.of(64)));
  }

  private static Map<String, Object> fan(int posts) {
    Map<String, Object> step = posts(posts, 0, 0, 0);
    step.put("fan", true);
    return step;
  }

  /** The device of the entry that joins. */
  private static Map<String, Object> chainPost() {
    return Map.of("grant", "laptop", "by", "root");
  }

  private static Map<String, Object> join(int from) {
    Map<String, Object> step = posts(1, from, 0, 0);
    step.put("by", "laptop");
    step.put("join", true);
    return step;
  }

  static Map<String, Object> posts(int count, int from, int contents, int size) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("by", "phone");
    step.put("posts", count);
    step.put("from", from);
    if (contents > 0) {
      step.put("contents", contents);
      step.put("size", size);
    }
    return step;
  }

  @SafeVarargs
  private static void recipe(
      VectorFile file, String name, String shows, Map<String, Object>... steps) {
    List<Object> all = new ArrayList<>();
    all.add(ordered(PHONE));
    for (Map<String, Object> step : steps) {
      all.add(ordered(step));
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("shows", shows);
    told.put("recipe", all);
    told.put("gives", Recipe.gives(all));
    file.add(told);
  }

  private static Map<String, Object> ordered(Map<String, Object> step) {
    return new TreeMap<>(step);
  }
}
