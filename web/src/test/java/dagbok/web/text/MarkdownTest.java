package dagbok.web.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)([^>]*)>");
  private static final Pattern DANGEROUS =
      Pattern.compile("script|style|iframe|object|embed|form|input|svg|math|base|meta|link");
  private static final Duration MOST = Duration.ofSeconds(20);

  private static String html(String text) {
    return Markdown.all(text, 2, Set.of());
  }

  @Test
  void whatIsWrittenIsShown() {
    assertThat(html("*a* **b** ~~c~~ `d`"))
        .contains("<em>a</em>", "<strong>b</strong>", "<del>c</del>", "<code>d</code>");
    assertThat(html("| a | b |\n|---|--:|\n| 1 | 2 |"))
        .contains("<div class=\"scroll\" tabindex=\"0\"><table dir=\"ltr\">", "align=\"right\"");
    assertThat(html("```java\nx\n```")).contains("class=\"language-java\"", "tabindex=\"0\"");
  }

  @Test
  void everyParagraphFindsItsOwnDirection() {
    assertThat(html("שלום\n\nhello")).contains("<p dir=\"auto\">");
    assertThat(html("1. מرحبا\n2. x")).contains("<ol dir=\"rtl\">", "<li>");
    assertThat(html("> שלום\n\n> 1 hello")).contains("<blockquote dir=\"rtl\">");
    assertThat(html("- hello שלום")).contains("<ul dir=\"ltr\">");
    assertThat(html("| שם |\n|---|\n| x |")).contains("<table dir=\"rtl\">");
    assertThat(html("- 1")).contains("<ul dir=\"auto\">");
  }

  @Test
  void rawHtmlIsText() {
    assertThat(html("<script>alert(1)</script>\n\na <b onclick=x>b</b>"))
        .doesNotContain("<script", "<b ")
        .contains("&lt;script&gt;");
  }

  @Test
  void linksLeadToTheWebMailOrIpfs() {
    Cid cid = Cid.of(Multicodec.DAG_CBOR, new byte[1]);
    assertThat(html("[a](https://example.org/?q=1&r=2)"))
        .contains("href=\"https://example.org/?q&#61;1&amp;r&#61;2\"")
        .contains("rel=\"noopener noreferrer nofollow\"");
    assertThat(html("https://example.org")).contains("<a ");
    assertThat(html("[a](dagbok:" + cid + "?peer=x)")).contains("href=\"/p/" + cid + "\"");
    assertThat(html("[a](ipfs://" + cid + ")")).contains("href=\"/inspect/" + cid + "\"");
  }

  @Test
  void linksLeadNowhereElse() {
    for (String target :
        List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#10;script:alert(1)",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/setup",
            "/open?token=x",
            "../status",
            "?x",
            "#x",
            "dagbok:nonsense",
            "/p/../setup",
            "ipfs://nonsense")) {
      assertThat(html("[a](<" + target + ">)")).as(target).doesNotContain("href");
    }
  }

  @Test
  void pictureFromElsewhereIsALinkAndIsNotLoaded() {
    assertThat(html("![a cat](https://tracker.example/x.gif)"))
        .doesNotContain("<img")
        .contains("href=\"https://tracker.example/x.gif\"", "a cat (picture at tracker.example)");
    assertThat(html("[![x](https://a.example/i)](https://b.example)"))
        .doesNotContain("<img")
        .contains("b.example");
    assertThat(html("![x](data:image/png;base64,AA==)")).doesNotContain("<img", "href");
  }

  @Test
  void pictureOfThePostItselfIsShown() {
    Cid own = Cid.of(Multicodec.RAW, new byte[1]);
    Cid other = Cid.of(Multicodec.RAW, new byte[2]);
    assertThat(Markdown.all("![x](ipfs://" + own + ")", 2, Set.of(own)))
        .contains("src=\"/media/" + own + "\"", "alt=\"x\"");
    assertThat(Markdown.all("![x](ipfs://" + other + ")", 2, Set.of(own))).doesNotContain("<img");
  }

  @Test
  void headingsFitInBelowThePageAndSkipNone() {
    assertThat(html("# a\n\n#### b\n\n## c")).contains("<h2", "<h3").doesNotContain("<h4", "<h1");
    assertThat(html("###### a")).contains("<h2");
    assertThat(Markdown.all("# a\n## b\n### c\n#### d", 4, Set.of()))
        .contains("<h4", "<h5", "<h6")
        .doesNotContain("<h7", "<h8");
  }

  @Test
  void beginningIsWholeParagraphs() {
    Markdown.Shown shown =
        Markdown.beginning("one two three\n\nfour\n\nfive", 2, Set.of(), 14, 1_000);
    assertThat(shown.cut()).isTrue();
    assertThat(shown.html()).contains("three", "four").doesNotContain("five");
    assertThat(Markdown.beginning("one", 2, Set.of(), 100, 1_000).cut()).isFalse();
  }

  @Test
  void textsMadeToHangOrOverflowDoNeither() {
    for (String part :
        List.of(">", "> ", "- ", "*", "_", "[", "![", "`", "(", "a**b", "<", "&", "|", "~", "# ")) {
      String text = part.repeat(100_000 / part.length());
      assertTimeoutPreemptively(MOST, () -> html(text), part);
    }
    assertThatCode(() -> html("x".repeat(2_000_000))).doesNotThrowAnyException();
  }

  @Test
  void tableThatFillsItsRowsUpWithEmptyCellsIsNoTable() {
    String bomb = "|a".repeat(1_300) + "|\n" + "|-".repeat(1_300) + "|\n" + "x\n".repeat(1_300);
    assertThat(html(bomb)).doesNotContain("<td").hasSizeLessThan(100_000);
    String quoted = "> " + bomb.replace("\n", "\n> ");
    assertThat(html(quoted)).doesNotContain("<td").hasSizeLessThan(100_000);
    String many =
        ("|a".repeat(60) + "|\r\n" + "|-".repeat(60) + "|\r\n" + "x\r\n".repeat(60) + "\r\n");
    assertThat(html(many)).contains("<td");
    assertThat(html(many.repeat(100))).doesNotContain("<td").hasSizeLessThan(400_000);
    assertThat(html("| a | b |\n|---|---|\n" + "| 1 | 2 |\n".repeat(2_000))).contains("<td");
  }

  @Test
  void linksThatAllHaveOneLongTitleAreShownAsTheyWereWritten() {
    String link = "[a]: https://x.example/ \"" + "y".repeat(20_000) + "\"\n\n";
    assertThat(html(link + "[a] ".repeat(10_000)))
        .contains("[a] [a]")
        .hasSizeLessThan(Markdown.MAX_HTML_CHARS);
  }

  @Test
  void picturesThatAreAllAtOneLongAddressNameOnlyItsBeginning() {
    String host = "y".repeat(20_000);
    assertThat(html("[a]: https://" + host + "\n\n" + "![a] ".repeat(5_000)))
        .contains("(picture at yyy")
        .hasSizeLessThan(1_000_000);
  }

  @Test
  void beginningThatTakesTooMuchHtmlIsPlainAndCut() {
    String list = "- a\n".repeat(500);
    Markdown.Shown shown = Markdown.beginning(list, 2, Set.of(), 100, 1_000);
    assertThat(shown.cut()).isTrue();
    assertThat(shown.html()).contains("- a").doesNotContain("<li").hasSizeLessThan(1_000);
    assertThat(Markdown.beginning(list, 2, Set.of(), 100, 100_000).html()).contains("<li");
  }

  @Test
  void whateverIsWrittenOnlyHarmlessTagsComeOut() {
    String[] parts = {
      "<", ">", "\"", "'", "=", "a", "script", "onerror", "javascript:", "[", "]", "(", ")", "!",
      "`", "\n", "\n\n", " ", "*", "|", "---", "#", "&#x6a;", "&lt;", "\u202e", "\0", "src", "/",
      "https://x.y/", "<img src=x onerror=y>", "style", "~~", "\\", "<!--", "-->", "]]>"
    };
    Random random = new Random(42);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j >= 0; j--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      isHarmless(text.toString(), html(text.toString()));
    }
  }

  private static void isHarmless(String text, String html) {
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      assertThat(tag.group(2)).as(text).doesNotMatch(DANGEROUS);
      assertThat(tag.group(3).replaceAll("\"[^\"]*\"", ""))
          .as(text)
          .doesNotContainIgnoringCase("on")
          .doesNotContain("style");
    }
    assertThat(html.replaceAll(TAG.pattern(), "")).as(text).doesNotContain("<");
  }
}
