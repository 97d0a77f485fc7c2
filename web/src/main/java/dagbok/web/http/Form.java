package dagbok.web.http;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form that was sent. Closing it deletes the files that came with it. */
public interface Form extends Closeable {
  /** A file that came with a form; {@code file} is gone when the form is closed. */
  record Upload(Path file, String name, Optional<String> mime, long size) {}

  /** All text fields, in the order in which they came. */
  Map<String, List<String>> fields();

  /** The files of one field, in the order in which they came; empty file fields give none. */
  List<Optional<Upload>> files(String name);

  /** The values of one field. */
  default List<String> all(String name) {
    return fields().getOrDefault(name, List.of());
  }

  /** The first value of one field, stripped, if it is not blank. */
  default Optional<String> text(String name) {
    return all(name).stream().findFirst().map(String::strip).filter(v -> !v.isEmpty());
  }
}
