package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.codec.Ipld;
import dagbok.schema.Body;
import java.util.Optional;

/** Which entry an edit is of (protocol.md, Objects, Delete). */
final class Edits {
  private Edits() {}

  /** The entry that a body of kind {@code edit} names; one without a 36-byte name is no edit. */
  static Optional<Cid> edited(Body body) {
    boolean edit = body.kind().equals("edit");
    if (!edit || !(body.value() instanceof Ipld.Struct fields)) {
      return Optional.empty();
    }
    if (!(fields.fields().get("entry") instanceof Ipld.Bytes bytes)
        || bytes.value().length != Cid.BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cid.ofBytes(bytes.value()));
    } catch (CidFormatException e) {
      return Optional.empty(); // 36 bytes that name nothing: no delete can name them either
    }
  }
}
