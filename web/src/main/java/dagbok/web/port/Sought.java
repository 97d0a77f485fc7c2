package dagbok.web.port;

import dagbok.schema.ProfileId;

/** Whom somebody wants to follow. */
public final class Sought {
  private static final int MAX_SHOWN_CHARS = 80;

  private Sought() {}

  /**
   * The profile that a share link, a root CID or the name of a profile here stands for.
   *
   * @throws Refusal if it stands for none, in the words of somebody who was given a link
   */
  public static ProfileId profile(Profiles profiles, String text) {
    try {
      return profiles.resolve(text);
    } catch (Refusal e) {
      throw new Refusal(
          e.reason(),
          "\"" + shown(text.strip()) + "\" is no share link; was all of it copied?",
          "One looks like dagbok:bafyrei… and has over 60 characters; ask for it again",
          e.cid(),
          e);
    }
  }

  /** As much of a text as goes into an error. */
  public static String shown(String text) {
    return text.codePointCount(0, text.length()) <= MAX_SHOWN_CHARS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN_CHARS)) + "…";
  }
}
