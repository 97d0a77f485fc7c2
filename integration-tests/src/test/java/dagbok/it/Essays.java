package dagbok.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A few posts of the length that Dagbok is for, for pages that look as they will look. */
final class Essays {
  private static final String GRAPH =
      """
      A diary has one property that no feed has: **it can be put on a shelf**. You close it, and ten
      years later it says what it said. I wanted that from the thing I write in, and it turned out
      that the thing to ask for is not a place but a *name*.

      ## Names that can't lie

      When a text is named by the hash of its bytes, everybody who has the bytes can check them, and
      nobody needs to be asked where they came from. A post then is four small things:

      - the **content**, the words and pictures themselves,
      - a **payload** that lists them, with time and tags,
      - a signed **entry** that commits to the payload and to what came before,
      - a **node** that gives the entry its place in the graph.

      ```
      dagbok post - --title "Why my diary is a graph" --tag writing < graph.md
      dagbok inspect graph ada
      ```

      > What is only in one place is not kept. What is everywhere is not yours. A diary wants to be in
      > a few places, and known by one name.

      The rest is bookkeeping, and bookkeeping is what computers are good at.
      """;

  private static final String DUSK =
      """
      We walked out along the breakwater after supper. No wind at all, and the ferry to Helsingør so
      far away that it stood still. By the time the light went, the water had the colour of the inside
      of a mussel shell.

      Camera on the wall, one second, and the patience of somebody else's dog.
      """;

  private static final String SCRIPTS =
      """
      The first sentence of the Universal Declaration, as friends sent it to me. If one of them looks
      wrong on your screen, tell me which.

      1. Alla människor är födda fria och lika i värde och rättigheter.
      2. Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.
      3. Все люди рождаются свободными и равными в своём достоинстве и правах.
      4. يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.
      5. כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.
      6. Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi.
      """;

  private static final String KITCHEN =
      """
      ## Crispbread, second attempt

      | | first | now |
      |---|---|---|
      | rye | 300 g | 250 g |
      | water | 2 dl | 2,5 dl |
      | oven | 225 °C | 250 °C |

      Thinner than you think, and *prick it all over*, else it becomes a pillow. Five minutes, not a
      second more. Keeps for weeks in a tin, in theory.
      """;

  private Essays() {}

  /** Writes them, the one with the picture last. */
  static void write(DaemonProcess daemon, Path folder) throws IOException {
    Path picture = folder.resolve("dusk.jpg");
    try (InputStream in = Essays.class.getResourceAsStream("/media/dusk.jpg")) {
      if (in == null) {
        throw new IOException("the test resource media/dusk.jpg is missing");
      }
      Files.copy(in, picture);
    }
    publish(daemon, KITCHEN, "--tag", "kitchen", "--stream", "Recipes");
    publish(daemon, SCRIPTS, "--title", "One sentence, six scripts", "--tag", "språk");
    String title = "Why my diary is a graph";
    publish(daemon, GRAPH, "--title", title, "--tag", "writing", "--language", "en");
    String alt = "The sea at dusk, grey and pink, with the lights of a far shore";
    String file = picture.toString();
    String[] dusk = {"--title", "Dusk over the sound", "--attach", file, "--alt", alt};
    publish(daemon, DUSK, dusk);
  }

  private static String publish(DaemonProcess daemon, String text, String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    return Friends.post(daemon, text, options.toArray(String[]::new)).get("entry").asString();
  }
}
