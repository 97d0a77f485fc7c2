package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a payload names content.
 *
 * @param link a raw block, or the dag-pb root of a UnixFS file
 * @param size the content's bytes, as the author claims; bytes of another length count as absent
 * @param mime its type, such as {@code text/markdown}
 * @param name of the file
 * @param alt what a picture shows, for those who do not see it
 * @param width of a picture or video, in pixels
 * @param height of a picture or video, in pixels
 * @param duration of sound or video, in milliseconds
 */
public record Content(
    Cid link,
    long size,
    String mime,
    Optional<String> name,
    Optional<String> alt,
    OptionalLong width,
    OptionalLong height,
    OptionalLong duration) {
  /** The most bytes of a content that is one raw block: 1 MiB. Larger ones are UnixFS files. */
  public static final int MAX_RAW_BYTES = 1024 * 1024;

  /** Checks every bound. */
  public Content {
    Form.content("content.link", link);
    Form.integer("content.size", size);
    Form.text("content.mime", mime);
    Form.text("content.name", name);
    Form.text("content.alt", alt);
    Form.integer("content.width", width);
    Form.integer("content.height", height);
    Form.integer("content.duration", duration);
  }

  /** A content with nothing said about it but its type. */
  public static Content of(Cid link, long size, String mime) {
    return new Content(
        link,
        size,
        mime,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  static Content read(Ipld value) {
    Fields fields = Fields.of(value, "content");
    Content content =
        new Content(
            fields.link("link"),
            fields.integer("size"),
            fields.text("mime"),
            fields.optionalText("name"),
            fields.optionalText("alt"),
            fields.optionalInteger("width"),
            fields.optionalInteger("height"),
            fields.optionalInteger("duration"));
    fields.end();
    return content;
  }

  Ipld toIpld() {
    return new Strict.Out()
        .link("link", link)
        .put("size", size)
        .put("mime", mime)
        .text("name", name)
        .text("alt", alt)
        .put("width", width)
        .put("height", height)
        .put("duration", duration)
        .build();
  }

  /** Whether it is small enough, and of the right kind, to travel in a pack. */
  boolean isSmall() {
    return link.codec() == Multicodec.RAW && size <= Payload.MAX_PACKED_BYTES;
  }
}
