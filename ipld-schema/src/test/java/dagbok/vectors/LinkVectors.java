package dagbok.vectors;

import dagbok.crypto.RecoveryPhrase;
import dagbok.schema.ProfileId;
import dagbok.schema.ShareLink;
import dagbok.schema.Topic;
import java.util.LinkedHashMap;
import java.util.List;
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

  private static Map<String, Object> told(String name, String type) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("type", type);
    return told;
  }

  private static void write(VectorFile file, String name, ProfileId id, List<String> peers) {
    read(file, name, new ShareLink(id, peers).toString(), id, peers, true);
  }

  private static void read(
      VectorFile file, String name, String text, ProfileId id, List<String> peers) {
    read(file, name, text, id, peers, false);
  }

  private static void read(
      VectorFile file, String name, String text, ProfileId id, List<String> peers, boolean exact) {
    Map<String, Object> told = told(name, "link");
    told.put("text", text);
    told.put("profile", id.toString());
    told.put("peers", peers);
    told.put("written", exact);
    told.put("verdict", "right");
    if (!ShareLink.parse(text).equals(new ShareLink(id, peers))) {
      throw new IllegalStateException("link " + name);
    }
    file.add(told);
  }

  private static void wrong(VectorFile file, String name, String text, String why) {
    Map<String, Object> told = told(name, "link");
    told.put("text", text);
    told.put("verdict", "wrong");
    told.put("why", why);
    file.add(told);
  }
}
