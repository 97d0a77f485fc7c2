package dagbok.it;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

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
      dagbok post - --title "Why a graph" --tag writing < graph.md
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

  private static final int WIDTH = 1200;
  private static final int HEIGHT = 640;

  private Essays() {}

  /** Writes them, the one with the picture last. */
  static void write(DaemonProcess daemon, Path folder) throws IOException {
    Path picture = dusk(folder.resolve("dusk.png"));
    publish(daemon, KITCHEN, "--tag", "kitchen", "--stream", "Recipes");
    publish(daemon, SCRIPTS, "--title", "One sentence, six scripts", "--tag", "språk");
    String title = "Why my diary is a graph";
    publish(daemon, GRAPH, "--title", title, "--tag", "writing", "--language", "en");
    String alt = "The sea at dusk, grey and pink, with the lights of a far shore";
    String file = picture.toString();
    String[] dusk = {"--title", "Dusk over the sound", "--attach", file, "--alt", alt};
    publish(daemon, DUSK, dusk);
  }

  /** A still sea under the last light, and a far shore. */
  private static Path dusk(Path file) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    int horizon = HEIGHT * 11 / 20;
    Color night = new Color(0x2b, 0x35, 0x55);
    Color glow = new Color(0xe8, 0xb4, 0x9c);
    graphics.setPaint(new GradientPaint(0, 0, night, 0, horizon, glow));
    graphics.fillRect(0, 0, WIDTH, horizon);
    graphics.setPaint(new GradientPaint(0, horizon, glow.darker(), 0, HEIGHT, night.darker()));
    graphics.fillRect(0, horizon, WIDTH, HEIGHT - horizon);
    graphics.setColor(night.darker());
    for (int x = 0; x < WIDTH; x++) {
      int high = (int) (9 + 6 * Math.sin(x / 97.0) + 3 * Math.sin(x / 31.0));
      graphics.fillRect(x, horizon - high, 1, high);
    }
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      int y = horizon + 2 + random.nextInt(HEIGHT - horizon);
      graphics.setColor(new Color(255, 226, 205, 12 + random.nextInt(28)));
      graphics.fillRect(random.nextInt(WIDTH), y, 8 + (y - horizon) / 3, 1 + (y - horizon) / 120);
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static void publish(DaemonProcess daemon, String text, String... more) {
    Friends.post(daemon, text, more);
    long second = Instant.now().getEpochSecond(); // times are in seconds, and order the timeline
    Awaitility.await("the next second").until(() -> Instant.now().getEpochSecond() > second);
  }
}
