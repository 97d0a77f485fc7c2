package dagbok.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UploadGateTest {
  private final UploadGate gate = new UploadGate(Duration.ZERO);
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    other.shutdownNow();
  }

  /** What somebody else's upload gave, who waits for nothing. */
  private Optional<String> upload(AtomicBoolean ran) {
    try {
      return other.submit(() -> gate.upload(() -> run(ran))).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static String run(AtomicBoolean ran) {
    ran.set(true);
    return "root";
  }

  @Test
  void nothingIsUploadedWhileARemovalGoesOn() {
    AtomicBoolean ran = new AtomicBoolean();
    boolean removed = gate.remove(() -> assertThat(upload(ran)).isEmpty());
    assertThat(removed).isTrue();
    assertThat(ran).isFalse();
    assertThat(upload(ran)).contains("root");
  }

  @Test
  void nothingIsUploadedByWhoIsInterrupted() throws IOException {
    AtomicBoolean ran = new AtomicBoolean();
    Thread.currentThread().interrupt();
    Optional<String> uploaded = gate.upload(() -> run(ran));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(uploaded).isEmpty();
    assertThat(ran).isFalse();
  }

  @Test
  void nothingIsRemovedWhileAnUploadGoesOn() throws IOException {
    AtomicBoolean ran = new AtomicBoolean();
    Optional<Boolean> removed =
        gate.upload(
            () -> {
              try {
                return other.submit(() -> gate.remove(() -> ran.set(true))).get();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
              } catch (ExecutionException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(removed).contains(false);
    assertThat(ran).isFalse();
  }
}
