package dagbok;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The cases in a file of test vectors: lines of columns separated by tabs, the first line naming
 * them. The files are made by the script in {@code src/test/vectors}.
 */
public final class Vectors {
  private Vectors() {}

  /** The cells of each line of {@code file}, as arguments of a parameterized test. */
  public static Stream<Arguments> of(String file) {
    List<String> lines = Splitter.on('\n').splitToList(resource("/vectors/" + file));
    int columns = Splitter.on('\t').splitToList(lines.get(0)).size();
    List<Arguments> cases = new ArrayList<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      Object[] cells = Splitter.on('\t').splitToList(line).toArray();
      if (cells.length != columns) {
        throw new IllegalStateException(file + " has a line of other columns: " + line);
      }
      cases.add(Arguments.of(cells));
    }
    return cases.stream();
  }

  /** The bytes that {@code hex} stands for. */
  public static byte[] hex(String hex) {
    return BaseEncoding.base16().lowerCase().decode(hex);
  }

  /** The hex of {@code bytes}. */
  public static String hex(byte[] bytes) {
    return BaseEncoding.base16().lowerCase().encode(bytes);
  }

  private static String resource(String path) {
    try (InputStream in = Vectors.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }
}
