package dagbok.web.asset;

import dagbok.cid.Sha256;
import dagbok.web.http.Access;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Route;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** All static files, in memory. Immutable. */
public final class Assets {
  private static final int NAME_HASH_BYTES = 8;
  private static final String FOLDER = "/static/";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Asset style;
  private final Asset script;
  private final Asset htmx;
  private final Asset mark;
  private final Map<String, Asset> byName;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Asset(String name, String type, byte[] bytes, String etag) {
    static Asset of(String stem, String extension, String type, byte[] bytes) {
      String hash = HexFormat.of().formatHex(Sha256.of(bytes), 0, NAME_HASH_BYTES);
      return new Asset(stem + "." + hash + "." + extension, type, bytes, '"' + hash + '"');
    }
  }

  private Assets(Asset style, Asset script, Asset htmx, Asset mark) {
    this.style = style;
    this.script = script;
    this.htmx = htmx;
    this.mark = mark;
    this.byName = Map.of(style.name, style, script.name, script, htmx.name, htmx, mark.name, mark);
  }

  /** Those that the jar has. */
  public static Assets load() {
    String js = "text/javascript; charset=utf-8";
    return new Assets(
        Asset.of("dagbok", "css", "text/css; charset=utf-8", styleSheet()),
        Asset.of("dagbok", "js", js, read("dagbok.js")),
        Asset.of("htmx", "js", js, read("foreign/htmx.min.js")),
        Asset.of("mark", "svg", "image/svg+xml", read("mark.svg")));
  }

  /** Pico goes into a layer of its own, so that Dagbok's rules win whatever their precision. */
  private static byte[] styleSheet() {
    String pico = new String(read("foreign/pico.min.css"), StandardCharsets.UTF_8);
    String bare = pico.replace("@charset \"UTF-8\";", "");
    String own = new String(read("dagbok.css"), StandardCharsets.UTF_8);
    return ("@layer pico{\n" + bare + "\n}\n" + own).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of the style sheet. */
  public String style() {
    return FOLDER + style.name;
  }

  /** The path of Dagbok's own script. */
  public String script() {
    return FOLDER + script.name;
  }

  /** The path of htmx. */
  public String htmx() {
    return FOLDER + htmx.name;
  }

  /** The path of the mark. */
  public String mark() {
    return FOLDER + mark.name;
  }

  /** The route that serves them. */
  public Route route() {
    return Route.get(FOLDER + "{name}", Access.OPEN, this::serve);
  }

  private Answer serve(Call call) {
    Asset asset = byName.get(call.path("name"));
    if (asset == null) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "there is no such file", "load the page again");
    }
    boolean known = call.header("If-None-Match").filter(asset.etag::equals).isPresent();
    Answer answer = known ? Answer.empty(304) : Answer.bytes(200, asset.type, asset.bytes);
    return answer.with("ETag", asset.etag).with("Cache-Control", FOR_EVER);
  }
}
