package dagbok.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: statements with their arguments, rows mapped as they come. Prepared statements are
 * kept with the connection. Belongs to one thread at a time.
 */
public final class Tx {
  private static final int MAX_STATEMENTS = 256;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Tx(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of the row at hand. */
  public interface RowMapper<T> {
    /** Reads columns, from 1. */
    T map(ResultSet row) throws SQLException;
  }

  /** Runs a statement that gives no rows; how many rows it changed. */
  public int run(String sql, @Nullable Object... arguments) {
    try {
      return bound(sql, arguments).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** All rows, in memory: for tables that are in memory anyway, or statements with a limit. */
  public <T> List<T> all(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = bound(sql, arguments).executeQuery()) {
      while (result.next()) {
        rows.add(mapper.map(result));
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
    return rows;
  }

  /** The first row, if there is one. */
  public <T> Optional<T> one(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
    try (ResultSet result = bound(sql, arguments).executeQuery()) {
      return result.next() ? Optional.of(mapper.map(result)) : Optional.empty();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      if (statements.size() >= MAX_STATEMENTS) {
        throw new IllegalStateException("over " + MAX_STATEMENTS + " different statements");
      }
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  /** The driver has finalized a statement that failed; whoever needs it next prepares it anew. */
  private StoreException failed(String sql, SQLException e) {
    PreparedStatement statement = statements.remove(sql);
    try {
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException closing) {
      e.addSuppressed(closing);
    }
    return StoreException.of(e);
  }

  Connection connection() {
    return connection;
  }
}
