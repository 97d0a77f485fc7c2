package dagbok.vectors;

import dagbok.crypto.RecoveryPhrase;
import dagbok.schema.ProfileId;
import dagbok.schema.ShareLink;
import dagbok.schema.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Share links, topics, and the way from a phrase to a profile. */
final class LinkVectors {
  private LinkVectors() {}

  static VectorFile file() {
    VectorFile file = new VectorFile("Share links, topics, and profiles of recovery phrases.");
    ProfileId id = new Book().id;
    String text = id.toString();
    write(file, "no peer", id, List.of());
    write(file, "multiaddr", id, List.of("/ip4/192.0.2.7/tcp/8471/http"));
    write(file, "two peers", id, List.of("http://192.0.2.7:8471", "/dns4/a.example/tcp/1/http"));
    write(file, "longest address", id, List.of("a".repeat(1024)));
    wrong(
        file, "address of 1025 bytes", "dagbok:" + text + "?peer=" + "a".repeat(1025), "too long");
    write(file, "escaped", id, List.of("http://a.example/?q=1&r=#é %+"));
    read(file, "without dagbok:", text, id, List.of());
    read(file, "other parameters", "dagbok:" + text + "?name=a&peer=b", id, List.of("b"));
    read(file, "spaces around", " dagbok:" + text + "\n", id, List.of());
    wrong(file, "no CID", "dagbok:hello", "hello is no CID");
    wrong(file, "content", "dagbok:" + Book.text("x").cid(), "a CID of codec raw");
    wrong(file, "cut escape", "dagbok:" + text + "?peer=%2", "no two digits after %");
    names(file, id, text);
    peers(file, id, "dagbok:" + text);
    lengths(file, id, "dagbok:" + text);
    for (String name : List.of("root", "other", "a", "b")) {
      ProfileId profile = new Book(name).id;
      Map<String, Object> told = told("topic of the profile of key " + name, "topic");
      told.put("profile", profile.toString());
      told.put("topic", Topic.of(profile).name());
      file.add(told);
    }
    for (String name : List.of("root", "other")) {
      RecoveryPhrase phrase = RecoveryPhrase.ofEntropy(Book.seed(name));
      Map<String, Object> told = told("phrase of key " + name, "phrase");
      told.put("phrase", String.join(" ", phrase.words()));
      told.put("seed", Hex.plain(phrase.entropy()));
      told.put("profile", Functions.profileOf(phrase.profileKey()).toString());
      file.add(told);
    }
    return file;
  }

  private static void names(VectorFile file, ProfileId id, String text) {
    read(file, "DAGBOK:", "DAGBOK:" + text, id, List.of());
    String upper = text.toUpperCase(Locale.ROOT);
    read(file, "upper case", "DAGBOK:" + upper, id, List.of());
    String around = "\t\u2003\u3000 dagbok:" + text + " \u2028\r\n";
    read(file, "white space of Unicode around", around, id, List.of());
    wrong(file, "no-break space in front", "\u00a0dagbok:" + text, "no white space");
    wrong(file, "byte order mark in front", "\ufeffdagbok:" + text, "no white space");
    wrong(file, "mixed case", "dagbok:b" + upper.substring(1), "base32 with upper case");
    wrong(file, "dagbok://", "dagbok://" + text, "two slashes");
    wrong(file, "dagbok: twice", "dagbok:dagbok:" + text, "a CID follows the first");
    wrong(file, "space behind dagbok:", "dagbok: " + text, "a CID follows at once");
    wrong(file, "path", "dagbok:" + text + "/a", "no CID with a path");
    wrong(file, "fragment", "dagbok:" + text + "#a", "no CID with a fragment");
    wrong(file, "nothing", "", "no CID");
    wrong(file, "dagbok: alone", "dagbok:", "no CID");
    wrong(file, "parameters alone", "?peer=a", "no CID");
  }

  private static void peers(VectorFile file, ProfileId id, String link) {
    StringBuilder ascii = new StringBuilder();
    for (char c = ' '; c <= '~'; c++) {
      ascii.append(c);
    }
    write(file, "all of ASCII", id, List.of(ascii.toString()));
    write(file, "beyond ASCII", id, List.of("\u007f\u0000é日📔"));
    write(file, "empty peer", id, List.of(""));
    read(file, "question mark alone", link + "?", id, List.of());
    read(file, "empty parameters", link + "?&peer=a&&peer=b&", id, List.of("a", "b"));
    read(file, "peer twice", link + "?peer=a&peer=a", id, List.of("a", "a"));
    read(file, "peer without =", link + "?peer&peer=a", id, List.of("a"));
    read(file, "PEER", link + "?PEER=A&Peer=b", id, List.of("A", "b"));
    read(file, "escaped name", link + "?%70eer=a", id, List.of());
    read(file, "plus", link + "?peer=a+b", id, List.of("a+b"));
    read(file, "small digits", link + "?peer=%c3%a4", id, List.of("ä"));
    read(file, "nothing escaped", link + "?peer=http://ä b?c=d#e", id, List.of("http://ä b?c=d#e"));
    read(file, "bad escape elsewhere", link + "?a=%2&peer=b", id, List.of("b"));
    read(file, "no UTF-8", link + "?peer=a%FFb", id, List.of("a\ufffdb"));
    wrong(file, "escape without digits", link + "?peer=%zz", "no two digits after %");
    wrong(file, "escape with a sign", link + "?peer=%+1", "no two digits after %");
    wrong(file, "% alone", link + "?peer=100%", "no two digits after %");
  }

  private static void lengths(VectorFile file, ProfileId id, String link) {
    String most = link + "?a=" + "b".repeat(ShareLink.MAX_CHARS - link.length() - 3);
    read(file, "8192 characters", most, id, List.of());
    read(file, "8192 characters and spaces", " " + most + " ", id, List.of());
    wrong(file, "8193 characters", most + "b", "one more than 8192");
    String wide = link + "?a=" + "📔".repeat(ShareLink.MAX_CHARS / 2);
    wrong(file, "wide characters", wide, "each is two of UTF-16");
    String full = link + "?peer=" + "%C3%A4".repeat(512);
    read(file, "address of 1024 bytes escaped", full, id, List.of("ä".repeat(512)));
    wrong(file, "address of 1025 bytes escaped", full + "a", "1025 bytes");
    wrong(file, "one address too long", link + "?peer=a&peer=" + "b".repeat(1025), "1025 bytes");
  }

  private static Map<String, Object> told(String name, String type) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("type", type);
    return told;
  }

  private static void write(VectorFile file, String name, ProfileId id, List<String> peers) {
    read(file, name, new ShareLink(id, peers).toString(), id, peers);
  }

  private static void read(
      VectorFile file, String name, String text, ProfileId id, List<String> peers) {
    ShareLink link = new ShareLink(id, peers);
    Map<String, Object> told = told(name, "link");
    told.put("text", text);
    told.put("profile", id.toString());
    told.put("peers", peers);
    told.put("written", link.toString().equals(text));
    told.put("verdict", "right");
    if (!ShareLink.parse(text).equals(link)) {
      throw new IllegalStateException("link " + name);
    }
    file.add(told);
  }

  private static void wrong(VectorFile file, String name, String text, String why) {
    Map<String, Object> told = told(name, "link");
    told.put("text", text);
    told.put("verdict", "wrong");
    told.put("why", why);
    if (isLink(text)) {
      throw new IllegalStateException("link " + name);
    }
    file.add(told);
  }

  private static boolean isLink(String text) {
    try {
      ShareLink.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
