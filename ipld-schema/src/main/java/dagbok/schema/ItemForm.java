package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Items and contents as packs and messages hold them, read strictly and written. */
final class ItemForm {
  private ItemForm() {}

  static List<Item> readAll(List<Ipld> values) {
    List<Item> items = new ArrayList<>(values.size());
    for (Ipld value : values) {
      items.add(read(value));
    }
    return items;
  }

  static Item read(Ipld value) {
    if (value instanceof Ipld.Bytes bytes) {
      return Item.of(bytes.value(), Optional.empty());
    }
    List<Ipld> pair = Values.list(value, 2, "item");
    Form.that(pair.size() == 2, "item of an entry and a payload", String.valueOf(pair.size()));
    byte[] entry = Values.bytes(pair.get(0), "item's entry");
    byte[] payload = Values.bytes(pair.get(1), "item's payload");
    return Item.of(entry, Optional.of(payload));
  }

  static List<Block> readContents(List<Ipld> values) {
    List<Block> contents = new ArrayList<>(values.size());
    for (Ipld value : values) {
      contents.add(Block.of(Multicodec.RAW, Values.bytes(value, "a content")));
    }
    return contents;
  }

  static Ipld toIpld(List<Item> items) {
    return Ipld.list(items.stream().map(ItemForm::toIpld).toList());
  }

  static Ipld toIpld(Item item) {
    Ipld entry = Ipld.of(item.entry().bytes());
    if (item instanceof Item.Whole whole) {
      return Ipld.list(List.of(entry, Ipld.of(whole.payload().bytes())));
    }
    return entry;
  }

  static Ipld contentsToIpld(List<Block> contents) {
    return Ipld.list(contents.stream().map(content -> Ipld.of(content.bytes())).toList());
  }
}
