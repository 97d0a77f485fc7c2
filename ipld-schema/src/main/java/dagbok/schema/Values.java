package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.codec.Ipld;
import java.util.List;

/** Reads single values strictly. Throws {@link Misfit}, naming the place. */
final class Values {
  private Values() {}

  static Ipld.Struct struct(Ipld value, String where) {
    if (value instanceof Ipld.Struct struct) {
      return struct;
    }
    throw new Misfit(where + " as map", "another type");
  }

  static List<Ipld> list(Ipld value, int max, String where) {
    if (value instanceof Ipld.Array array) {
      Form.count(where, array.items().size(), max);
      return array.items();
    }
    throw new Misfit(where + " as list", "another type");
  }

  static long integer(Ipld value, String where) {
    if (value instanceof Ipld.Int number) {
      Form.integer(where, number.value());
      return number.value();
    }
    throw new Misfit(where + " as Int", "another type");
  }

  static String text(Ipld value, String where) {
    if (value instanceof Ipld.Text text) {
      return text.value();
    }
    throw new Misfit(where + " as String", "another type");
  }

  static byte[] bytes(Ipld value, String where) {
    if (value instanceof Ipld.Bytes bytes) {
      return bytes.value();
    }
    throw new Misfit(where + " as Bytes", "another type");
  }

  static Cid link(Ipld value, String where) {
    if (value instanceof Ipld.Link link) {
      return link.cid();
    }
    throw new Misfit(where + " as link", "another type");
  }

  static Cid reference(Ipld value, String where) {
    byte[] bytes = bytes(value, where);
    if (bytes.length != Cid.BYTES) {
      throw new Misfit(where + " as reference of 36 bytes", bytes.length + " bytes");
    }
    try {
      return Cid.ofBytes(bytes);
    } catch (CidFormatException e) {
      throw new Misfit(where + " as reference", String.valueOf(e.getMessage()));
    }
  }
}
