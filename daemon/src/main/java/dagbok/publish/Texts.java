package dagbok.publish;

import dagbok.schema.Content;

/** Which of a post's contents are its own words. */
public final class Texts {
  private Texts() {}

  /** Whether it is a text of the post itself; one with a file name is an attachment. */
  public static boolean isText(Content content) {
    return content.mime().startsWith("text/")
        && content.name().isEmpty()
        && content.size() <= Content.MAX_RAW_BYTES;
  }
}
