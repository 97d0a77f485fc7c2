package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of the metadata layer that a delete takes away: when, what kind, and which content.
 *
 * <p>What is checked here is the <em>generic form</em>, but for which kinds a control entry may
 * have: a payload that does not decode counts as absent.
 *
 * @param salt keeps a stub from telling what it was
 * @param time seconds since the Unix epoch, as the author claims
 * @param contents what the payload names, in the order in which it is shown
 * @param body what kind it is, and that kind's fields
 */
public record Payload(Salt salt, long time, List<Content> contents, Body body)
    implements DagObject {
  /** The most bytes of a payload: 16 KiB. */
  public static final int MAX_BYTES = 16 * 1024;

  /** The most contents. */
  public static final int MAX_CONTENTS = 32;

  /** The most maps and lists within each other, the payload's own map being 1. */
  public static final int MAX_DEPTH = 32;

  /** The most bytes of one content that travels in packs: 16 KiB. */
  public static final int MAX_PACKED_BYTES = 16 * 1024;

  /** The most bytes of one payload's contents that travel in packs, together: 256 KiB. */
  public static final int MAX_ALL_PACKED_BYTES = 256 * 1024;

  /** Checks every bound. */
  public Payload {
    contents = List.copyOf(contents);
    Form.integer("payload.time", time);
    Form.count("payload.contents", contents.size(), MAX_CONTENTS);
  }

  /**
   * Which contents travel in the pack, each CID once, the first mention deciding its size.
   *
   * @param packed those whose bytes do, in order of mention
   * @param linked the CIDs of the others, in order of mention
   */
  public record Packing(List<Content> packed, List<Cid> linked) {
    /** Copies the lists. */
    public Packing {
      packed = List.copyOf(packed);
      linked = List.copyOf(linked);
    }
  }

  /**
   * The payload that {@code bytes} are, in generic form but for the kind.
   *
   * @throws SchemaException if they are not exactly the canonical bytes of one
   */
  public static Payload decode(byte[] bytes) throws SchemaException {
    return Strict.decode(bytes, MAX_BYTES, MAX_DEPTH, Payload::read);
  }

  private static Payload read(Ipld value) {
    Fields fields = Fields.of(value, "payload");
    Salt salt = Sized.salt(fields.bytes("salt"));
    long time = fields.integer("time");
    List<Content> contents = new ArrayList<>();
    for (Ipld content : fields.list("contents", MAX_CONTENTS)) {
      contents.add(Content.read(content));
    }
    Payload payload = new Payload(salt, time, contents, Body.read(fields.value("body")));
    fields.end();
    return payload;
  }

  @Override
  public byte[] encode() {
    Ipld.Struct fields =
        new Strict.Out()
            .put("salt", salt.toBytes())
            .put("time", time)
            .put("contents", Ipld.list(contents.stream().map(Content::toIpld).toList()))
            .put("body", body.toIpld())
            .build();
    return Strict.encode(fields, MAX_BYTES);
  }

  /** What of the contents is packed, and what is linked to. */
  public Packing packing() {
    List<Content> packed = new ArrayList<>();
    List<Cid> linked = new ArrayList<>();
    Set<Cid> seen = new HashSet<>();
    long room = MAX_ALL_PACKED_BYTES;
    for (Content content : contents) {
      if (!seen.add(content.link())) {
        continue;
      }
      if (content.isSmall() && content.size() <= room) {
        room -= content.size();
        packed.add(content);
      } else {
        linked.add(content.link());
      }
    }
    return new Packing(packed, linked);
  }
}
