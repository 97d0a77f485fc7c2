package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Control;
import dagbok.vectors.Book.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A set too large to be written down: made as docs/vectors/README.md says under "Recipes". */
final class Recipe {
  private final Book book = new Book();
  private final Functions functions = new Functions(book.id);
  private final Map<Long, Cid> posts = new HashMap<>();
  private List<Cid> lastStep = List.of();

  /** In the order in which they were made. */
  private final List<Written> made = new ArrayList<>();

  private Recipe() {
    take(book.get(Book.ROOT));
  }

  /** What the functions give for the set that these steps make. */
  static Map<String, Object> gives(List<Object> steps) {
    Recipe recipe = of(steps);
    Map<String, Object> gives = Gives.brief(recipe.functions.result());
    gives.put("entries", recipe.made.size());
    return gives;
  }

  static Recipe of(List<Object> steps) {
    Recipe recipe = new Recipe();
    steps.forEach(step -> recipe.step(Json.map(step)));
    return recipe;
  }

  List<Written> made() {
    return List.copyOf(made);
  }

  Functions.Result result() {
    return functions.result();
  }

  private void step(Map<String, Object> step) {
    String by = text(step, "by");
    if (step.containsKey("grant")) {
      String name = text(step, "grant");
      take(book.by(by).salt(0).time(Book.START).grant(name).as(name));
    } else if (step.containsKey("delete")) {
      List<Cid> cids = new ArrayList<>();
      for (Object number : Json.list(Objects.requireNonNull(step.get("delete")))) {
        cids.add(Objects.requireNonNull(posts.get(((Number) number).longValue())));
      }
      cids.sort(null);
      Control delete = new Control.Delete(cids);
      take(book.by(by).salt(0).time(Book.START).control(delete).as("delete " + made.size()));
    } else {
      posts(by, step);
    }
  }

  private void posts(String by, Map<String, Object> step) {
    List<Cid> written = new ArrayList<>();
    long from = number(step, "from", 0);
    for (long i = from; i < from + number(step, "posts", 0); i++) {
      Book.Draft draft = book.by(by).salt(i).time(Book.START + 60 * i);
      if (step.containsKey("fan")) {
        draft.own(by);
      }
      if (step.containsKey("join")) {
        Cid own = book.cid(book.lastOf(by));
        draft.prev(lastStep.stream().filter(cid -> !cid.equals(own)).toList());
      }
      draft.contents(contents(i, (int) number(step, "contents", 0), (int) number(step, "size", 0)));
      Written post = draft.as("post " + i);
      take(post);
      posts.put(i, post.cid());
      written.add(post.cid());
    }
    lastStep = written;
  }

  private static Block[] contents(long post, int count, int size) {
    Block[] contents = new Block[count];
    for (int j = 0; j < count; j++) {
      String unit = post + "." + j + "\n";
      contents[j] = Book.text(unit.repeat(size / unit.length() + 1).substring(0, size));
    }
    return contents;
  }

  private void take(Written page) {
    Optional<byte[]> payload = Optional.of(page.payload().bytes());
    if (!functions.offer(page.entry().bytes(), payload).equals("accepted")) {
      throw new IllegalStateException(page.name() + " of a recipe is not accepted");
    }
    page.contents().forEach(content -> functions.content(content.bytes()));
    made.add(page);
  }

  private static String text(Map<String, Object> step, String field) {
    return Objects.requireNonNull(step.get(field), field).toString();
  }

  private static long number(Map<String, Object> step, String field, long otherwise) {
    return step.get(field) instanceof Number number ? number.longValue() : otherwise;
  }
}
