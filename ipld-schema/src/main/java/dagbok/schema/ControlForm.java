package dagbok.schema;

import java.util.Optional;

/** Reads control bodies strictly. Throws {@link Misfit}. */
final class ControlForm {
  private ControlForm() {}

  static Optional<Control> read(Body body) {
    if (!body.isControl()) {
      return Optional.empty();
    }
    Fields fields = Fields.of(body.value(), body.kind());
    Control control =
        switch (body.kind()) {
          case "root" -> root(fields);
          case "grant" -> grant(fields);
          case "revoke" -> new Control.Revoke(fields.reference("grant"), fields.reference("last"));
          default -> new Control.Delete(fields.references("entries", Control.Delete.MAX_ENTRIES));
        };
    fields.end();
    return Optional.of(control);
  }

  private static Control root(Fields fields) {
    return new Control.Root(
        Sized.deviceKey(fields.bytes("key")), fields.optionalBytes("next").map(Sized::keyHash));
  }

  private static Control grant(Fields fields) {
    return new Control.Grant(
        Sized.deviceKey(fields.bytes("key")),
        Sized.sealKey(fields.bytes("seal")),
        Sized.signature(fields.bytes("proof")));
  }
}
