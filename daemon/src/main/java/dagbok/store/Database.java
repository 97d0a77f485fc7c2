package dagbok.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The one SQLite file: a writer, whose transactions follow one another, and a few readers beside
 * it. What {@link #write} returned from is durable (WAL, {@code synchronous=FULL}). Thread-safe.
 */
public final class Database implements AutoCloseable {
  /** The version of the profiles' tables; a file with a larger one is of a newer Dagbok. */
  static final int SCHEMA_VERSION = 9;

  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;
  private static final int PAGE_CACHE_KIB = 8 * 1024;

  private final ReentrantLock writing = new ReentrantLock(true);
  private final Tx writer;
  private final BlockingQueue<Tx> readers = new ArrayBlockingQueue<>(READERS);

  /** The transaction that a thread is in: what it reads there is of one moment. */
  @SuppressWarnings("ThreadLocalUsage") // there are a few databases, for as long as all runs
  private final ThreadLocal<Tx> current = new ThreadLocal<>();

  private Database(Tx writer) {
    this.writer = writer;
  }

  /**
   * Opens the file of profiles, making or upgrading its tables.
   *
   * @throws StoreException if it can't be opened, or belongs to a newer version
   */
  public static Database open(Path file) {
    return open(file, Database.class, SCHEMA_VERSION);
  }

  /**
   * Opens a file with other tables, making or upgrading them: {@code schema-1.sql} to {@code
   * schema-<version>.sql} stand beside the class {@code owner}.
   *
   * @throws StoreException if it can't be opened, or belongs to a newer version
   */
  public static Database open(Path file, Class<?> owner, int version) {
    try {
      Connection connection = connect(file, false);
      upgrade(connection, file, owner, version);
      Tx writer = withoutOwnTransactions(connection);
      Database database = new Database(writer);
      for (int i = 0; i < READERS; i++) {
        database.readers.add(withoutOwnTransactions(connect(file, true)));
      }
      return database;
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  /**
   * Looks whether the file can be opened, and changes nothing.
   *
   * @throws StoreException if it can't, or belongs to a newer version
   */
  public static void check(Path file) {
    try (Connection connection = connect(file, true)) {
      Tx tx = new Tx(connection);
      requireKnown(tx.one("PRAGMA user_version", row -> row.getInt(1)), SCHEMA_VERSION, file);
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  private static int requireKnown(Optional<Integer> found, int newest, Path file) {
    int version = found.orElse(0);
    if (version > newest) {
      throw new StoreException(
          StoreException.Reason.NEWER,
          file + " was written by a newer Dagbok (tables " + version + ")",
          new IllegalStateException("schema version " + version));
    }
    return version;
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setCacheSize(-PAGE_CACHE_KIB);
    config.enforceForeignKeys(true);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setGetGeneratedKeys(false);
    if (readOnly) {
      config.setReadOnly(true);
    }
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** Takes the driver's own transactions from a connection, which cost a statement for each. */
  private static Tx withoutOwnTransactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Tx tx = new Tx(connection);
    tx.run("COMMIT");
    return tx;
  }

  private static void upgrade(Connection connection, Path file, Class<?> owner, int newest)
      throws SQLException {
    int version;
    try {
      Optional<Integer> found = new Tx(connection).one("PRAGMA user_version", row -> row.getInt(1));
      version = requireKnown(found, newest, file);
    } catch (StoreException e) {
      connection.close();
      throw e;
    }
    if (version < newest) {
      org.sqlite.Function.create(connection, NamedBy.NAME, new NamedBy());
    }
    for (int next = version + 1; next <= newest; next++) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "BEGIN;" + script(owner, next) + "PRAGMA user_version = " + next + ";COMMIT;");
      }
    }
  }

  private static String script(Class<?> owner, int version) {
    String name = "schema-" + version + ".sql";
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read", e);
    }
  }

  /** Runs {@code work} in the writer's transaction: all of it becomes durable, or nothing. */
  public <T> T write(Function<Tx, T> work) {
    if (current.get() != null) {
      throw new IllegalStateException("a transaction within another");
    }
    writing.lock();
    try {
      writer.run("BEGIN IMMEDIATE");
      current.set(writer);
      T result = work.apply(writer);
      writer.run("COMMIT");
      return result;
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    } finally {
      current.remove();
      writing.unlock();
    }
  }

  /**
   * Writes all of the log to the file and empties it, so that nothing of what was erased stays in
   * it; whether nobody read meanwhile, else it is to be tried again.
   */
  public boolean emptyLog() {
    writing.lock();
    try {
      return writer.one("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1) == 0).orElse(false);
    } finally {
      writing.unlock();
    }
  }

  private void rollBack(Throwable cause) {
    try {
      writer.run("ROLLBACK");
    } catch (StoreException e) { // a full disk has rolled back by itself
      cause.addSuppressed(e);
    }
  }

  /**
   * Runs {@code work} on what is durable now, all of it of one moment; it can't write. Within a
   * transaction of the same thread it is part of that.
   */
  public <T> T read(Function<Tx, T> work) {
    Tx mine = current.get();
    if (mine != null) {
      return work.apply(mine);
    }
    Tx reader = takeReader();
    try {
      reader.run("BEGIN");
      current.set(reader);
      return work.apply(reader);
    } finally {
      current.remove();
      endReading(reader);
      readers.add(reader);
    }
  }

  private Tx takeReader() {
    try {
      return readers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Reason.BUSY, "interrupted while waiting", e);
    }
  }

  private static void endReading(Tx reader) {
    try {
      reader.run("COMMIT");
    } catch (StoreException e) {
      log.debug("a reading transaction had ended", e);
    }
  }

  /**
   * Closes the file; transactions under way end first. Whoever is interrupted closes it all the
   * same, but for what others still read.
   */
  @Override
  public void close() {
    writing.lock();
    try {
      closeReaders();
      writer.connection().close();
    } catch (SQLException e) {
      throw StoreException.of(e);
    } finally {
      writing.unlock();
    }
  }

  private void closeReaders() throws SQLException {
    try {
      for (int i = 0; i < READERS; i++) {
        readers.take().connection().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      for (Tx idle = readers.poll(); idle != null; idle = readers.poll()) {
        idle.connection().close();
      }
    }
  }
}
