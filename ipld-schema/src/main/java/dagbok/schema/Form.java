package dagbok.schema;

import com.google.common.base.Utf8;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The checks that compact constructors share. Each throws {@link Misfit}, naming the field. */
final class Form {
  private Form() {}

  static void integer(String field, long value) {
    integer(field, value, Limits.MAX_INTEGER);
  }

  static void integer(String field, long value, long max) {
    if (value < 0 || value > max) {
      throw new Misfit(field + " in 0 to " + max, String.valueOf(value));
    }
  }

  static void integer(String field, OptionalLong value) {
    if (value.isPresent()) {
      integer(field, value.getAsLong());
    }
  }

  static void text(String field, String value) {
    text(field, value, Limits.MAX_TEXT_BYTES);
  }

  static void text(String field, String value, int maxBytes) {
    int bytes = textBytes(field, value);
    if (bytes > maxBytes) {
      throw new Misfit(field + " of at most " + maxBytes + " bytes", bytes + " bytes");
    }
  }

  static void text(String field, Optional<String> value) {
    if (value.isPresent()) {
      text(field, value.get());
    }
  }

  private static int textBytes(String field, String value) {
    try {
      return Utf8.encodedLength(value);
    } catch (IllegalArgumentException e) {
      throw new Misfit(field + " of Unicode text", "an unpaired surrogate");
    }
  }

  static void count(String field, int count, int max) {
    if (count > max) {
      throw new Misfit("at most " + max + " " + field, String.valueOf(count));
    }
  }

  static void bytes(String field, int length, int max) {
    if (length > max) {
      throw new Misfit(field + " of at most " + max + " bytes", length + " bytes");
    }
  }

  /** That {@code cid} can name an object of the protocol: all of them are DAG-CBOR. */
  static void object(String field, Cid cid) {
    if (cid.codec() != Multicodec.DAG_CBOR) {
      throw new Misfit(field + " that is dag-cbor", cid.codec().label());
    }
  }

  static void objects(String field, List<Cid> cids, int max) {
    count(field, cids.size(), max);
    for (Cid cid : cids) {
      object(field, cid);
    }
    sorted(field, cids);
  }

  /** That {@code cid} can name content: raw or the root of a UnixFS file. */
  static void content(String field, Cid cid) {
    if (cid.codec() != Multicodec.RAW && cid.codec() != Multicodec.DAG_PB) {
      throw new Misfit(field + " that is raw or dag-pb", cid.codec().label());
    }
  }

  /** That binary CIDs rise strictly. */
  static void sorted(String field, List<Cid> cids) {
    for (int i = 1; i < cids.size(); i++) {
      int order = cids.get(i - 1).compareTo(cids.get(i));
      if (order == 0) {
        throw new Misfit(field + " without duplicates", cids.get(i) + " twice");
      }
      if (order > 0) {
        throw new Misfit(field + " sorted", cids.get(i) + " after " + cids.get(i - 1));
      }
    }
  }

  static void that(boolean holds, String expected, String found) {
    if (!holds) {
      throw new Misfit(expected, found);
    }
  }

  /** That unknown fields, kept from a body, have no name that the kind knows. */
  static void unknown(Map<String, ?> more, String... known) {
    for (String name : known) {
      if (more.containsKey(name)) {
        throw new Misfit("other fields without " + name, name);
      }
    }
  }
}
