package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.util.List;

/**
 * A run of a profile's items in canonical order, with the bytes inside.
 *
 * @param contents the packed contents of its live entries, sorted by CID
 * @param links their other contents, sorted by CID
 */
public record Pack(List<Item> items, List<Block> contents, List<Cid> links) implements DagObject {
  /** The most bytes of a pack: 1 MiB. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** Checks bounds and the order of contents and links. */
  public Pack {
    items = List.copyOf(items);
    contents = List.copyOf(contents);
    links = List.copyOf(links);
    for (Block content : contents) {
      Form.bytes("pack.contents", content.bytes().length, Payload.MAX_PACKED_BYTES);
      boolean raw = content.cid().codec() == Multicodec.RAW;
      Form.that(raw, "pack.contents that are raw", content.cid().codec().label());
    }
    Form.sorted("pack.contents", contents.stream().map(Block::cid).toList());
    links.forEach(link -> Form.content("pack.links", link));
    Form.sorted("pack.links", links);
  }

  /**
   * The pack that {@code bytes} are.
   *
   * @throws SchemaException if they are not exactly the canonical bytes of one
   */
  public static Pack decode(byte[] bytes) throws SchemaException {
    return Strict.decode(bytes, MAX_BYTES, Pack::read);
  }

  private static Pack read(Ipld value) {
    Fields fields = Fields.of(value, "pack");
    fields.version();
    Pack pack =
        new Pack(
            ItemForm.readAll(fields.list("items", MAX_BYTES)),
            ItemForm.readContents(fields.list("contents", MAX_BYTES)),
            fields.links("links", MAX_BYTES));
    fields.end();
    return pack;
  }

  @Override
  public byte[] encode() {
    Ipld.Struct fields =
        Strict.Out.versioned()
            .put("items", ItemForm.toIpld(items))
            .put("contents", ItemForm.contentsToIpld(contents))
            .links("links", links)
            .build();
    return Strict.encode(fields, MAX_BYTES);
  }
}
