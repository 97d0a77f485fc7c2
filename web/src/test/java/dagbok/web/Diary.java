package dagbok.web;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.schema.ProfileId;
import dagbok.web.fake.FakeDaemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Health;
import dagbok.web.port.Posts;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A week in the life of a few people: what pages look like when they are used. */
final class Diary {
  private static final long HOUR = 3_600;

  private final FakeDaemon fake;
  final ProfileId me;
  final ProfileId yusuf;
  final Posts.PostView longPost;

  Diary(FakeDaemon fake) {
    this.fake = fake;
    me = fake.profiles.create("Astrid Lindqvist").profile();
    fake.phrases.erase(me);
    fake.profiles.describe(
        me,
        "I repair clocks in Visby and write about weather, bread and distributed systems.\n"
            + "Posts in Swedish are in the stream “svenska”.",
        List.of("https://example.org/astrid"));
    yusuf = fake.profiles.hold("يوسف الحداد");
    ProfileId noa = fake.profiles.hold("נועה בן־דוד");
    ProfileId haruka = fake.profiles.hold("佐藤はるか");
    ProfileId jonas = fake.profiles.hold("Jonas Brandt");
    write(me, 1, "Short note", "", Posts.State.SAVED, note());
    write(jonas, 4, "Sets, not sequences", "en", Posts.State.IN_IPFS, code());
    write(yusuf, 22, "صباح في حلب القديمة", "ar", Posts.State.IN_IPFS, ARABIC);
    pictures(haruka, 26);
    write(noa, 30, "", "he", Posts.State.UNCHECKED, HEBREW);
    longPost = write(me, 49, "The tower clock of Roma church", "en", Posts.State.IN_IPFS, LONG);
    warned(jonas, 75);
    for (int i = 0; i < 30; i++) {
      write(
          me,
          100 + i * 20L,
          "",
          "",
          Posts.State.IN_IPFS,
          "Day " + (i + 1) + ": wind from the west.");
    }
    follow(yusuf, Follows.Progress.IN_STEP, 312, 4, 4, Optional.empty());
    follow(noa, Follows.Progress.FETCHING, 1_870, 7, 19, Optional.empty());
    follow(haruka, Follows.Progress.IN_STEP, 58, 1, 1, Optional.empty());
    follow(
        jonas,
        Follows.Progress.LOOKING,
        0,
        0,
        0,
        Optional.of(
            "Nobody who has it was found for ten minutes. Ask for a share link with a peer."));
    plumbing();
  }

  Posts.PostView write(
      ProfileId who, long hoursAgo, String title, String lang, Posts.State state, String text) {
    Posts.Draft draft =
        new Posts.Draft(
            Optional.of(who),
            Optional.of(title).filter(t -> !t.isEmpty()),
            text,
            List.of(),
            title.isEmpty() ? List.of() : List.of("clocks", "gotland"),
            Optional.empty(),
            Optional.of(lang).filter(l -> !l.isEmpty()),
            Optional.empty(),
            Optional.empty());
    return fake.posts.add(who, time(hoursAgo), draft, List.of(), state);
  }

  private static long time(long hoursAgo) {
    return Site.NOW.getEpochSecond() - hoursAgo * HOUR;
  }

  private void warned(ProfileId who, long hoursAgo) {
    Posts.Draft draft =
        new Posts.Draft(
            Optional.of(who),
            Optional.of("The last chapter"),
            "It was the clockmaker all along.",
            List.of(),
            List.of("books"),
            Optional.of("reading"),
            Optional.empty(),
            Optional.of("Tells how the book ends"),
            Optional.of("Lübeck"));
    fake.posts.add(who, time(hoursAgo), draft, List.of(), Posts.State.IN_IPFS);
  }

  private void pictures(ProfileId who, long hoursAgo) {
    Posts.Draft draft =
        new Posts.Draft(
            Optional.of(who),
            Optional.of("秋の海辺"),
            JAPANESE,
            List.of(),
            List.of("写真", "海"),
            Optional.empty(),
            Optional.of("ja"),
            Optional.empty(),
            Optional.of("鎌倉"));
    List<Posts.ContentView> contents =
        List.of(
            picture("umi.png", "夕方の海、遠くに船", 0xf2b880, 0x2e5e86),
            picture("sora.png", "雲の多い空", 0xd7e3ee, 0x6a8caf),
            sound());
    fake.posts.add(who, time(hoursAgo), draft, contents, Posts.State.IN_IPFS);
  }

  private Posts.ContentView picture(String name, String alt, int top, int bottom) {
    BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setPaint(new GradientPaint(0, 0, new Color(top), 0, 800, new Color(bottom)));
    g.fillRect(0, 0, 1200, 800);
    g.setColor(new Color(bottom).darker());
    g.fillRect(0, 560, 1200, 240);
    g.setColor(new Color(0xfff4d6));
    g.fillOval(760, 360, 130, 130);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Cid cid = fake.media.put("image/png", name, out.toByteArray());
    return content(cid, out.size(), "image/png", name, Optional.of(alt), Optional.of(1200));
  }

  private Posts.ContentView sound() {
    Cid cid = fake.media.put("audio/ogg", "nami.ogg", new byte[4_000]);
    return content(cid, 1_840_000, "audio/ogg", "nami.ogg", Optional.of("波の音"), Optional.empty());
  }

  private static Posts.ContentView content(
      Cid cid, long size, String mime, String name, Optional<String> alt, Optional<Integer> width) {
    return new Posts.ContentView(
        cid,
        size,
        mime,
        Optional.of(name),
        alt,
        width,
        width.map(w -> w * 2 / 3),
        Optional.empty());
  }

  private void follow(
      ProfileId who,
      Follows.Progress progress,
      long entries,
      long done,
      long total,
      Optional<String> trouble) {
    String name = fake.profiles.get(who).name();
    fake.follows.set(
        new Follows.FollowView(who, name, List.of(), progress, entries, done, total, trouble));
  }

  private void plumbing() {
    fake.follows.peers.add(
        new Follows.PeerView(
            "12D3KooWJc6cXQvQ7hT9qJ1bq7m7u3ZC1VxN4bTg3pXk9tqk2YpR",
            List.of("/ip4/192.0.2.17/tcp/4001"),
            List.of(yusuf, me)));
    fake.health.warn(
        new Health.Warning(
            "pubsub-off",
            "Kubo's pubsub is off, so nobody hears of new posts.",
            "ipfs config --json Pubsub.Enabled true"));
    Map<String, Ipld> payload = new LinkedHashMap<>();
    payload.put("salt", Ipld.of(new byte[16]));
    payload.put("time", Ipld.of(longPost.time()));
    payload.put("next", Ipld.link(longPost.payload()));
    payload.put("profile", Ipld.reference(me.root()));
    payload.put(
        "body",
        Ipld.map(Map.of("post", Ipld.map(Map.of("title", Ipld.of("The tower clock <&>"))))));
    payload.put("contents", Ipld.list(List.of(Ipld.of(true), Ipld.NULL, Ipld.of(-3))));
    fake.inspection.put(longPost.entry(), Ipld.map(payload));
  }

  private static String note() {
    return "The [parts for the escapement](https://example.org/parts) came. *Finally.*\n\n"
        + "- two pallets\n- a new suspension spring\n- no invoice";
  }

  private static String code() {
    return """
        Two devices that worked apart need no leader to agree. They need a function of a **set**:

        ```java
        static Cid head(Set<Entry> entries) {
          return join(entries.stream().filter(e -> !isBehindAnother(e, entries)).toList());
        }
        ```

        | store | blocks/s at 0 ms | at 50 ms |
        |---|---:|---:|
        | a chain, walked | 97 | 26 |
        | a list, in parallel | 1,500 | 425 |
        | packs | 288,000 | 30,800 |

        > A clock tells you when. A graph tells you after what.

        See `ipfs dag get` and https://specs.ipfs.tech for the rest. ![tracker](https://tracker.example/pixel.gif)
        """;
  }

  private static final String ARABIC =
      """
      استيقظت المدينة على صوت الباعة، ورائحة الخبز تملأ الأزقة. مشيت من باب قنسرين حتى القلعة، \
      وكان الضوء ذهبيًا على الحجر.

      كتبت هذه اليوميات بلا خادم، على جهازي وحده، وستصل إليكم عبر IPFS.

      1. القهوة أولًا
      2. ثم السوق
      """;

  private static final String HEBREW =
      """
      היום סיימתי לקרוא את הספר על שעוני מגדל. **ממליצה בחום.** הגרסה שקראתי היא 2.1, \
      והיא זמינה גם כאן: https://example.org/book

      > הזמן הוא מה שהשעון מודד.
      """;

  private static final String JAPANESE =
      """
      鎌倉の海まで歩いた。風は冷たかったけれど、空は高く、波の音がずっと聞こえていた。\
      家に帰ってから、この日記を書いている。

      明日もまた来よう。
      """;

  private static final String LONG =
      """
      For three weeks I have climbed the ninety-one steps of the tower of Roma church, with a \
      lamp, a thermos and a bag of files. The clock stopped at twenty past four in **1987**, and \
      nobody remembers why. It is a turret clock by Linderoths, number 412, with a pin-wheel \
      escapement and a pendulum of two seconds.

      ## What was wrong

      Not much, and all of it slow. Oil that has become varnish. A bird's nest on the leading-off \
      rod. And one bent pallet, the kind of fault that you find only after you have taken \
      everything else apart, in the last place, on the last day, at dusk.

      > The trouble with a clock is never where it stops.

      That is what my teacher said, and he said it of apprentices, too. I wrote the going of \
      the clock down every evening, by the time signal:

      | day | error, seconds | temperature |
      |---|---:|---:|
      | Monday | +14 | 4 °C |
      | Tuesday | +9 | 5 °C |
      | Wednesday | +2 | 5 °C |
      | Thursday | −1 | 3 °C |

      ## What comes next

      The dials want gold leaf, and there is a question of money, as always. The parish has some, \
      the county has more, and a lady from Klintehamn sent me fifty kronor in an envelope with a \
      drawing of the tower. I have put it on the wall of the workshop.

      1. Clean the strike train
      2. Turn two new bushes
      3. Ask about the gold

      If you come by on a Saturday, the door is open and there is coffee. Mind your head on the \
      second landing. The bell strikes again at noon from the first of December, God and the \
      pin-wheel willing.

      Thanks to everybody who answered when I asked about the suspension spring; it was the \
      thickness after all. Photographs follow when the light is better than it is in November.
      """;
}
