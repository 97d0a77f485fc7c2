package dagbok.web.guard;

import java.util.Map;

/** The header fields that tell browsers what an answer may do and who may use it. */
public final class SafetyHeaders {
  private static final String NO_OTHER_SENSORS =
      "microphone=(), geolocation=(), browsing-topics=()";

  /** The {@code Permissions-Policy} of a page that may ask for the camera. */
  public static final String CAMERA_ALLOWED = "camera=(self), " + NO_OTHER_SENSORS;

  /** For pages: nothing but what comes from here. {@code data:} is for the style sheet's icons. */
  public static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'";

  /** For what is no page: nothing at all. */
  public static final String STRICT_POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** For strangers' media: not even an origin. */
  public static final String MEDIA_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy", STRICT_POLICY,
          "X-Content-Type-Options", "nosniff",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Permissions-Policy", "camera=(), " + NO_OTHER_SENSORS,
          "Cache-Control", "no-store");

  private SafetyHeaders() {}

  /** What every answer has, unless it says otherwise itself. */
  public static Map<String, String> always() {
    return ALWAYS;
  }

  /**
   * The referrer policy. Under {@code no-referrer} browsers send {@code Origin: null} with forms.
   * That does no harm on this machine, where they send {@code Sec-Fetch-Site} too; over plain HTTP
   * under another name they don't, and the origin is all there is.
   */
  public static String referrerPolicy(boolean loopback) {
    return loopback ? "no-referrer" : "same-origin";
  }
}
