package dagbok.vectors;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.schema.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Small profiles in which everything happens at once, by chance; the same for the same seed. */
final class HistoryVectors {
  private static final int PROFILES = 8;
  private static final int STEPS = 30;

  private HistoryVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Profiles made by chance: forks, grants, revokes, deletes.");
    for (int seed = 1; seed <= PROFILES; seed++) {
      file.add(new Chance(seed).make());
    }
    return file;
  }

  /** One profile. */
  private static final class Chance {
    private final SetCase made;
    private final Book book;
    private final Random random;
    private final List<String> devices = new ArrayList<>(List.of("root"));
    private final List<String> all = new ArrayList<>(List.of("root"));
    private final Map<String, List<String>> entries = new HashMap<>();
    private final Map<String, String> granter = new HashMap<>();

    Chance(int seed) {
      made = new SetCase("chance " + seed, "Everything that may happen, by chance.");
      book = made.book;
      random = new Random(seed);
      entries.put("root", new ArrayList<>());
    }

    SetCase make() {
      made.take("root");
      grant("root", "d0");
      for (int i = 1; i <= STEPS; i++) {
        step(i);
      }
      return made;
    }

    private void step(int number) {
      String device = pick(devices);
      String name = "e" + number;
      int dice = random.nextInt(100);
      if (dice < 14) {
        grant(device, "d" + number);
      } else if (dice < 28 && !juniors(device).isEmpty()) {
        String junior = pick(juniors(device));
        List<String> lasts = new ArrayList<>(entries(junior));
        lasts.add(junior);
        note(device, draft(device).revoke(junior, pick(lasts)).as(name).name());
      } else if (dice < 40) {
        note(device, draft(device).delete(two()).as(name).name());
      } else if (dice < 50) {
        note(device, draft(device).edit(pick(all)).as(name).name());
      } else if (dice < 54) {
        note(device, draft(device).control(new Body("freeze", Ipld.of(1))).as(name).name());
      } else {
        note(device, draft(device).text("text " + random.nextInt(10)).as(name).name());
      }
    }

    private String[] two() {
      String one = pick(all);
      String other = pick(all);
      return one.equals(other) ? new String[] {one} : new String[] {one, other};
    }

    private void grant(String by, String name) {
      draft(by).grant(name).as(name);
      granter.put(name, by);
      devices.add(name);
      entries.put(name, new ArrayList<>());
      note(by, name);
    }

    private List<String> juniors(String device) {
      List<String> juniors = new ArrayList<>();
      for (String other : devices) {
        for (String at = granter.get(other); at != null; at = granter.get(at)) {
          if (at.equals(device)) {
            juniors.add(other);
          }
        }
      }
      return juniors;
    }

    private Book.Draft draft(String device) {
      Book.Draft draft = book.by(device);
      String own = book.lastOf(device);
      if (random.nextInt(6) == 0) {
        own = entries(device).isEmpty() ? device : pick(entries(device));
        draft.own(own);
      }
      List<Cid> prev = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        Cid other = book.cid(all.get(Math.max(0, all.size() - 1 - random.nextInt(5))));
        if (!other.equals(book.cid(own)) && !prev.contains(other)) {
          prev.add(other);
        }
      }
      return draft.prev(prev);
    }

    private void note(String device, String name) {
      entries(device).add(name);
      all.add(name);
      boolean stub = !book.get(name).entry().value().control() && random.nextInt(12) == 0;
      if (stub) {
        made.takeStub(name);
      } else {
        made.take(name);
      }
    }

    private List<String> entries(String device) {
      return Objects.requireNonNull(entries.get(device));
    }

    private String pick(List<String> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
