package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cid.Multibase;
import dagbok.codec.Ipld;
import dagbok.schema.ProfileId;
import dagbok.web.fake.FakeProfiles;
import dagbok.web.port.Follows;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs and the command line rely on, field by field. */
class ApiTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private Site site;
  private ProfileId me;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    me = site.fake.profiles.create("Astrid").profile();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void statusHasTheFieldsThatScriptsRelyOn() throws IOException {
    JsonNode status = json(get("/status"));
    assertThat(status.propertyNames()).contains("version", "page", "ipfs", "profiles", "warnings");
    assertThat(status.get("ipfs").propertyNames()).contains("kind", "api", "peers");
    assertThat(status.get("profiles").get(0).propertyNames())
        .containsExactly(
            "profile", "own", "entries", "live", "head", "snapshot", "inStep", "pinned");
  }

  @Test
  void profileIsMadeListedFoundAndUsed() throws IOException {
    JsonNode made = json(post("/profiles", "{\"name\":\"Second\"}", 201));
    assertThat(made.propertyNames()).containsExactly("profile", "device", "phrase");
    assertThat(made.get("phrase").size()).isEqualTo(24);
    HttpResponse<String> list = get("/profiles");
    assertThat(list.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/jsonl");
    assertThat(list.body().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    JsonNode used = json(post("/profiles/astrid/use", "", 200));
    assertThat(used.get("profile").asString()).isEqualTo(me.toString());
    assertThat(used.get("inUse").asBoolean()).isTrue();
  }

  @Test
  void profileIsNamedInAnyWay() throws IOException {
    Cid root = me.root();
    for (String name :
        List.of(
            "astrid",
            root.toString(),
            root.toString(Multibase.BASE36),
            root.toString(Multibase.BASE58BTC),
            "ipfs://" + root,
            "/ipfs/" + root,
            "dagbok:" + root,
            "dagbok:" + root + "?peer=http://192.0.2.1:8471")) {
      String path = "/profiles/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
      assertThat(json(get(path)).get("name").asString()).as(name).isEqualTo("Astrid");
    }
    site.fake.profiles.hold("Åsa på Öland");
    assertThat(json(get("/profiles/%C3%85sa%20p%C3%A5%20%C3%96land")).get("name").asString())
        .isEqualTo("Åsa på Öland");
  }

  @Test
  void postIsPublishedWithItsFilesInOrder() throws IOException {
    String post =
        """
        {"title":"T","text":"Hello *you*","tags":["a","b"],"language":"en","warning":"w",
         "attachments":[{"name":"one.txt","alt":"first"},{"name":"two.png","mime":"image/png"}]}
        """;
    Multipart form =
        new Multipart()
            .text("post", post)
            .file("file", "x", "text/plain", "1".repeat(10))
            .file("file", "y", "application/octet-stream", "2".repeat(1_500_000));
    HttpResponse<String> answer = site.send(form.request(site.api("/posts")));
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode made = json(answer);
    assertThat(made.propertyNames())
        .containsExactly("entry", "payload", "node", "head", "snapshot", "contents");
    assertThat(made.get("contents").size()).isEqualTo(3);
    JsonNode entry = json(get("/entries/" + made.get("entry").asString()));
    assertThat(entry.get("contents").get(0).get("alt").asString()).isEqualTo("first");
    assertThat(entry.get("contents").get(1).get("size").asInt()).isEqualTo(1_500_000);
    assertThat(entry.get("contents").get(1).get("mime").asString()).isEqualTo("image/png");
    assertThat(entry.get("state").asString()).isEqualTo("saved");
    assertThat(site.settings.uploads()).isEmptyDirectory();
  }

  @Test
  void tagsAndLanguageTakeTheirNormalForms() throws IOException {
    JsonNode made =
        json(
            publish("\"tags\":[\"#sea\",\"sea\",\"cafe\u0301\",null],\"language\":\"EN-gb\"", 201));

    JsonNode entry = json(get("/entries/" + made.get("entry").asString()));
    assertThat(entry.get("tags").valueStream().map(JsonNode::asString))
        .containsExactly("sea", "caf\u00e9");
    assertThat(entry.get("language").asString()).isEqualTo("en-GB");
    assertThat(get("/feed?tag=%23cafe%CC%81").body()).contains(made.get("entry").asString());

    assertThat(json(publish("\"tags\":[\"#\"]", 400)).get("hint").asString())
        .isEqualTo("give a word, such as sea");
    assertThat(json(publish("\"language\":\"klingon?\"", 400)).get("hint").asString())
        .isEqualTo("give its short name, such as en, sv or pt-BR");
  }

  private HttpResponse<String> publish(String fields, int status) throws IOException {
    Multipart form = new Multipart().text("post", "{\"text\":\"x\"," + fields + "}");
    HttpResponse<String> answer = site.send(form.request(site.api("/posts")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  @Test
  void allPostsAreReadAFewAtATime() throws IOException {
    for (int i = 0; i < 450; i++) {
      site.submit("/compose", "text=post+" + i);
    }
    site.fake.posts.asked.clear();
    assertThat(get("/feed?limit=0").body().lines().distinct()).hasSize(450);
    assertThat(get("/feed?limit=401").body().lines()).hasSize(401);
    assertThat(site.fake.posts.asked).allMatch(query -> query.limit() <= 200 && query.limit() > 0);
  }

  @Test
  void feedIsOneObjectALineNewestFirst() throws IOException {
    for (int i = 1; i <= 3; i++) {
      site.clock.advance(java.time.Duration.ofMinutes(1));
      publish("post " + i, i == 2 ? "x" : "y");
    }
    List<String> lines = get("/feed?limit=2").body().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode newest = JSON.readTree(lines.get(0));
    assertThat(newest.propertyNames())
        .contains("entry", "profile", "time", "kind", "text", "tags", "contents", "state")
        .doesNotContain("title");
    assertThat(newest.get("text").asString()).isEqualTo("post 3");
    String before = JSON.readTree(lines.get(1)).get("entry").asString();
    assertThat(get("/feed?before=" + before).body()).contains("post 1").doesNotContain("post 2");
    assertThat(get("/feed?tag=x&limit=0").body().lines()).hasSize(1);
    assertThat(get("/feed?profile=astrid&limit=0").body().lines()).hasSize(3);
    assertThat(get("/feed?limit=-1").statusCode()).isEqualTo(400);
  }

  @Test
  void followIsMadeListedAndEnded() throws IOException {
    ProfileId other = site.fake.profiles.hold("Jonas");
    String link = "dagbok:" + other + "?peer=/ip4/192.0.2.1/tcp/4001";
    JsonNode follow =
        json(post("/follows", "{\"profile\":\"" + link + "\",\"peers\":[\"http://x\"]}", 201));
    assertThat(follow.get("progress").asString()).isEqualTo("looking");
    assertThat(site.fake.follows.requests.get(0).peers())
        .containsExactly("/ip4/192.0.2.1/tcp/4001", "http://x");
    assertThat(get("/follows").body().lines()).hasSize(1);
    HttpResponse<String> gone = site.send(site.api("/follows/" + other).DELETE());
    assertThat(gone.statusCode()).isEqualTo(200);
    assertThat(get("/follows").body()).isEmpty();
    assertThat(site.send(site.api("/follows/" + other).DELETE()).statusCode()).isEqualTo(404);
  }

  @Test
  void peersAreLines() throws IOException {
    site.fake.follows.peers.add(new Follows.PeerView("12D3", List.of("/ip4/1.2.3.4"), List.of(me)));
    JsonNode peer = JSON.readTree(get("/peers").body());
    assertThat(peer.get("profiles").get(0).asString()).isEqualTo(me.toString());
  }

  @Test
  void plumbingIsDagJson() throws IOException {
    Cid head = site.fake.profiles.get(me).head().orElseThrow();
    site.fake.inspection.put(head, Ipld.map(java.util.Map.of("v", Ipld.of(1))));
    assertThat(get("/inspect/" + head).body()).isEqualTo("{\"v\":1}");
    assertThat(get("/profiles/astrid/snapshot").body()).isEqualTo("{\"v\":1}");
    JsonNode headFields = json(get("/profiles/astrid/head"));
    assertThat(headFields.propertyNames())
        .containsExactlyInAnyOrder("v", "profile", "snapshot", "cid", "inStep");
    assertThat(get("/profiles/astrid/graph").body()).startsWith("{\"node\":");
    assertThat(json(get("/profiles/astrid/verify")).get("faultCount").asInt()).isZero();
    assertThat(get("/inspect/" + me).statusCode()).isEqualTo(404);
  }

  @Test
  void profileTravelsAsCar() throws IOException {
    HttpResponse<String> car = get("/profiles/astrid/export?scope=loose");
    assertThat(car.body()).isEqualTo(me + " LOOSE\n");
    assertThat(car.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/vnd.ipld.car");
    JsonNode imported = json(post("/profiles/import", car.body(), 200));
    assertThat(imported.propertyNames()).containsExactly("profile", "entries", "live", "new");
    assertThat(json(post("/verify", car.body(), 200)).get("profile").asString())
        .isEqualTo(me.toString());
    assertThat(get("/profiles/astrid/export?scope=all").statusCode()).isEqualTo(400);
    String nobody = new ProfileId(Cid.of(me.root().codec(), new byte[9])).toString();
    HttpResponse<String> absent = get("/profiles/" + nobody + "/export");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(json(absent).propertyNames()).containsExactly("error", "hint");
  }

  @Test
  void brokenExportIsSaidOrCutOffButNeverLooksWhole() throws IOException {
    Refusal noIpfs = new Refusal(Refusal.Reason.NO_IPFS, "no IPFS node answers", "dagbok status");
    site.fake.profiles.exportFault = Optional.of(new FakeProfiles.Fault(noIpfs, 100));
    HttpResponse<String> said = get("/profiles/astrid/export");
    assertThat(said.statusCode()).isEqualTo(503);
    assertThat(said.headers().firstValue("Dagbok-Reason")).contains("NO_IPFS");
    assertThat(said.body()).doesNotContain("\0");
    site.fake.profiles.exportFault =
        Optional.of(new FakeProfiles.Fault(new IllegalStateException("mistake"), 100));
    assertThat(get("/profiles/astrid/export").statusCode()).isEqualTo(500);
    site.fake.profiles.exportFault = Optional.of(new FakeProfiles.Fault(noIpfs, 1_000_000));
    assertThatThrownBy(() -> get("/profiles/astrid/export"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void errorsSayWhatWasWrongWhatToDoAndWhy() throws IOException {
    HttpResponse<String> answer = get("/entries/nonsense");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Dagbok-Reason")).contains("BAD_INPUT");
    assertThat(json(answer).propertyNames()).containsExactly("error", "hint");
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(get("/posts").statusCode()).isEqualTo(405);
    for (String body : List.of("", "[]", "null", "{", "{\"nam\":\"x\"}", "{\"name\":\"\"}", "7")) {
      assertThat(post("/profiles", body).statusCode()).as(body).isEqualTo(400);
    }
    String deep = "[".repeat(100_000);
    assertThat(post("/profiles", "{\"name\":" + deep).statusCode()).isEqualTo(400);
    assertThat(post("/profiles", "\"" + "x".repeat(1024 * 1024) + "\"").statusCode())
        .isEqualTo(413);
  }

  @RepeatedTest(5)
  void tooMuchIsRefused() throws IOException {
    Multipart large =
        new Multipart()
            .text("post", "{\"text\":\"x\"}")
            .file("file", "x", "text/plain", "1".repeat(2 * (int) Site.MAX_UPLOAD_BYTES));
    assertThat(site.send(large.request(site.api("/posts"))).statusCode()).isEqualTo(413);
    Multipart many = new Multipart().text("post", "{\"text\":\"x\"}");
    for (int i = 0; i < 33; i++) {
      many.file("file", "x" + i, "text/plain", "1");
    }
    assertThat(site.send(many.request(site.api("/posts"))).statusCode()).isEqualTo(413);
    Multipart longText =
        new Multipart().text("post", "{\"text\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}");
    assertThat(site.send(longText.request(site.api("/posts"))).statusCode()).isEqualTo(413);
    assertThat(site.fake.posts.feed(PathsTest.all())).isEmpty();
    assertThat(site.settings.uploads()).isEmptyDirectory();
  }

  @Test
  void socketNeedsNoTokenAndGivesNoPages() throws IOException {
    Path socket = site.settings.socket();
    assertThat(Files.getPosixFilePermissions(socket))
        .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("run")))
        .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    assertThat(overSocket("GET", "/api/v1/status").status()).isEqualTo(200);
    assertThat(overSocket("GET", "/health").status()).isEqualTo(200);
    assertThat(overSocket("GET", "/").status()).isEqualTo(404);
    assertThat(overSocket("GET", "/status").status()).isEqualTo(404);
    Raw.Answer opening = overSocket("POST", "/api/v1/open");
    String url = JSON.readTree(opening.body()).get("url").asString();
    Path file = Path.of(JSON.readTree(opening.body()).get("file").asString());
    assertThat(Files.readString(file)).contains(url);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    assertThat(site.get(url.replace(site.origin(), "")).statusCode()).isEqualTo(200);
  }

  private Raw.Answer overSocket(String method, String path) throws IOException {
    return Raw.send(
        site.settings.socket(),
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: dagbok\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  private void publish(String text, String tag) throws IOException {
    String post = "{\"text\":\"" + text + "\",\"tags\":[\"" + tag + "\"]}";
    Multipart form = new Multipart().text("post", post);
    assertThat(site.send(form.request(site.api("/posts"))).statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> get(String path) throws IOException {
    return site.send(site.api(path));
  }

  private HttpResponse<String> post(String path, String body) throws IOException {
    return site.send(site.api(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> post(String path, String body, int status) throws IOException {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }
}
