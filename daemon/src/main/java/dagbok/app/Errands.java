package dagbok.app;

import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches files from peers while nobody waits for them. What does not fit in is not fetched; who
 * still wants it asks again. Its threads end with the program, or when there is nothing to do.
 * Thread-safe.
 */
final class Errands {
  private static final Logger log = LoggerFactory.getLogger(Errands.class);

  private static final int THREADS = 2;
  private static final int MAX_WAITING = 64;
  private static final long MAX_FILE_BYTES = 64L << 20;
  private static final long IDLE_SECONDS = 60;
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final Blocks blocks;
  private final Set<Cid> underWay = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor runners =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          Errands::thread);

  Errands(Blocks blocks) {
    this.blocks = blocks;
    runners.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "errand");
    thread.setDaemon(true);
    return thread;
  }

  /** Fetches a file, unless that is under way or there is too much else to do. */
  void fetch(Cid cid, long size) {
    if (size > MAX_FILE_BYTES || !underWay.add(cid)) {
      return;
    }
    try {
      runners.execute(() -> run(cid));
    } catch (RejectedExecutionException e) {
      underWay.remove(cid);
    }
  }

  private void run(Cid cid) {
    try (InputStream in = blocks.openFile(cid, 0, MAX_FILE_BYTES, WAIT)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IpfsException | IOException e) {
      log.debug("content {} is not to be had", cid, e);
    } finally {
      underWay.remove(cid);
    }
  }
}
