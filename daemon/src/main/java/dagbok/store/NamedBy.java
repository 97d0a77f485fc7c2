package dagbok.store;

import dagbok.schema.Content;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.sqlite.Function;

/** The SQL function {@code named_by}: the CIDs of a payload's contents, as JSON of hexadecimal. */
final class NamedBy extends Function {
  static final String NAME = "named_by";

  @Override
  protected void xFunc() throws SQLException {
    try {
      result(
          Payload.decode(value_blob(0)).contents().stream()
              .map(Content::link)
              .map(link -> '"' + HexFormat.of().formatHex(link.toBytes()) + '"')
              .collect(Collectors.joining(",", "[", "]")));
    } catch (SchemaException e) {
      throw new SQLException("the store holds a payload that is none", e);
    }
  }
}
