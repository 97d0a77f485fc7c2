package dagbok.it;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Posts such as people write: this project's own documents, many scripts, all kinds of files. */
final class SamplePosts {
  /** A post to be written by the command line. */
  record Sample(Optional<String> title, String text, List<Path> files, List<String> tags) {
    static Sample text(String text, String... tags) {
      return new Sample(Optional.empty(), text, List.of(), List.of(tags));
    }
  }

  private static final int LARGE_FILE_BYTES = 50 * 1024 * 1024;

  /** The first article of the Universal Declaration of Human Rights, or part of it. */
  private static final List<String> SCRIPTS =
      List.of(
          "Alla människor är födda fria och lika i värde och rättigheter.",
          "Все люди рождаются свободными и равными в своём достоинстве и правах.",
          "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια.",
          "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
          "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
          "すべての人間は、生まれながらにして自由であり、平等である。",
          "人人生而自由,在尊严和权利上一律平等。",
          "모든 인간은 태어날 때부터 자유로우며 존엄과 권리에 있어 동등하다.",
          "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता प्राप्त है।",
          "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
          "ყველა ადამიანი იბადება თავისუფალი და თანასწორი.",
          "Բոլոր մարդիկ ծնվում են ազատ ու հավասար։",
          "ሁሉም ሰዎች ነፃ ሆነው ተወልደዋል።",
          "🌍👩🏽‍🚀🏳️‍🌈 e\u0301 \u202eRTL override\u202c zero\u200bwidth");

  private SamplePosts() {}

  /** {@code count} posts, their files written into {@code folder}. */
  static List<Sample> make(Path folder, Path repository, int count) throws IOException {
    List<Sample> samples = new ArrayList<>();
    samples.addAll(documents(repository));
    SCRIPTS.forEach(text -> samples.add(Sample.text(text, "scripts", "språk")));
    samples.addAll(media(folder));
    Random random = new Random(2026);
    while (samples.size() < count) {
      samples.add(Sample.text(paragraph(random, samples.size()), "n" + samples.size() % 7));
    }
    return samples.subList(0, count);
  }

  private static List<Sample> documents(Path repository) throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(repository.resolve("docs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        String title = file.getFileName().toString();
        samples.add(
            new Sample(Optional.of(title), Files.readString(file), List.of(), List.of("docs")));
      }
    }
    return samples;
  }

  private static List<Sample> media(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("dusk.jpg", "fractal.webp", "clip.mp4")) {
      files.add(resource(folder, name));
    }
    files.add(png(folder.resolve("gradient.png"), 640, 400));
    files.add(write(folder, "circle.svg", SVG));
    files.add(wav(folder.resolve("tone.wav")));
    files.add(write(folder, "page.pdf", PDF));
    files.add(noise(folder.resolve("large.bin"), LARGE_FILE_BYTES));
    files.add(noise(folder.resolve("just-raw.bin"), 1 << 20));
    files.add(noise(folder.resolve("just-unixfs.bin"), (1 << 20) + 1));
    files.add(noise(folder.resolve("just-packed.bin"), 16 * 1024));
    List<Sample> samples = new ArrayList<>();
    for (Path file : files) {
      String text = "Here is *" + file.getFileName() + "*";
      samples.add(new Sample(Optional.empty(), text, List.of(file), List.of("media")));
    }
    samples.add(new Sample(Optional.empty(), "", files.subList(0, 4), List.of("media")));
    return samples;
  }

  private static final String SVG =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 90'>"
          + "<circle cx='45' cy='45' r='40' fill='teal'/></svg>";

  private static final String PDF =
      """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
      trailer<</Root 1 0 R>>
      %%EOF
      """;

  private static Path resource(Path folder, String name) throws IOException {
    try (InputStream in = SamplePosts.class.getResourceAsStream("/media/" + name)) {
      if (in == null) {
        throw new IOException("the test resource media/" + name + " is missing");
      }
      Files.copy(in, folder.resolve(name));
      return folder.resolve(name);
    }
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** A picture with some detail, for screenshots too. */
  static Path png(Path file, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Color top = new Color(0x20, 0x40, 0x70);
    Color bottom = new Color(0xf0, 0xb0, 0x70);
    graphics.setPaint(new GradientPaint(0, 0, top, width, height, bottom));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(new Color(255, 255, 255, 90));
    for (int i = 0; i < 12; i++) {
      graphics.fillOval(i * width / 12, height / 2 - i * 8, width / 8, width / 8);
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static Path wav(Path file) throws IOException {
    int samples = 8_000;
    ByteBuffer wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + samples).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(8_000);
    wav.putShort((short) 1).putShort((short) 8).put(ascii("data")).putInt(samples);
    for (int i = 0; i < samples; i++) {
      wav.put((byte) (128 + 90 * Math.sin(i * 2 * Math.PI * 440 / 8_000)));
    }
    return Files.write(file, wav.array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Path noise(Path file, int bytes) throws IOException {
    Random random = new Random(bytes);
    byte[] chunk = new byte[1 << 16];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int written = 0; written < bytes; written += chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, Math.min(chunk.length, bytes - written));
      }
    }
    return file;
  }

  private static String paragraph(Random random, int n) {
    String[] words =
        "dag bok träd vind text minne hav ö stig rot gren blad sten ljus".split(" ", -1);
    StringBuilder text = new StringBuilder("# Post " + n + "\n\n");
    int length = 20 + random.nextInt(200);
    for (int i = 0; i < length; i++) {
      text.append(words[random.nextInt(words.length)]).append(i % 17 == 16 ? ".\n\n" : " ");
    }
    return text.toString();
  }
}
