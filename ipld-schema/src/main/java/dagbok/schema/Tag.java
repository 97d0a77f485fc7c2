package dagbok.schema;

import java.text.Normalizer;

/** The form of tags that posts are written and looked for with. */
public final class Tag {
  private Tag() {}

  /** In Unicode's form NFC, without white space around it or number signs before it. */
  public static String normal(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC).strip().replaceFirst("^[#\\s]+", "");
  }
}
