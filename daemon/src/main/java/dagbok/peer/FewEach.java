package dagbok.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/** Closes connections beyond so many from one place. Thread-safe. */
final class FewEach implements Connection.Listener {
  private final int most;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  FewEach(int most) {
    this.most = most;
  }

  @Override
  public void onOpened(Connection connection) {
    int count = open.merge(origin(connection), 1, Integer::sum);
    if (count > most) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.computeIfPresent(origin(connection), (o, count) -> count == 1 ? null : count - 1);
  }

  private static String origin(Connection connection) {
    return Origins.of(connection.getEndPoint().getRemoteSocketAddress());
  }
}
