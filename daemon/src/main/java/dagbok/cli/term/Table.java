package dagbok.cli.term;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns stand below each other. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; a cell more or less than in others does no harm. */
  public Table row(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(Text.safe(cell).replace('\n', ' '));
    }
    rows.add(row);
    return this;
  }

  /** The rows as lines, each behind {@code indent} spaces. */
  public List<String> lines(int indent) {
    return rows.stream().map(row -> line(row, indent)).toList();
  }

  private String line(List<String> row, int indent) {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    for (int i = 0; i < row.size(); i++) {
      int padding = Math.max(0, width(i) - Text.columns(row.get(i)));
      line.append(row.get(i)).append(" ".repeat(padding)).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /** The last cell of a row may be as long as it likes. */
  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column + 1)
        .mapToInt(row -> Text.columns(row.get(column)))
        .max()
        .orElse(0);
  }
}
