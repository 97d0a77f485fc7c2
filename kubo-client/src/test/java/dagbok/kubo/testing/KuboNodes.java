package dagbok.kubo.testing;

import dagbok.kubo.KuboPeer;
import dagbok.kubo.process.KuboProgram;
import dagbok.kubo.process.KuboSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;

/**
 * Kubo nodes for the tests of a class: {@code @RegisterExtension static final KuboNodes KUBO = new
 * KuboNodes();} and then {@link #start}. All are stopped after the class, and their logs are shown
 * when a test fails. On a machine with neither {@code ipfs} nor Go the class is skipped; where the
 * environment has {@code CI=true} it fails instead.
 */
public final class KuboNodes
    implements BeforeAllCallback,
        AfterAllCallback,
        AfterEachCallback,
        LifecycleMethodExecutionExceptionHandler {
  private static final String MISSING =
      "These tests need Kubo: install Go 1.26 or newer, or put an ipfs program of version 0.43 or"
          + " newer on the PATH.";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

  private final List<KuboNode> nodes = new ArrayList<>();
  private Optional<KuboProgram> program = Optional.empty();
  private Optional<Path> folder = Optional.empty();
  private int depth;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (depth++ > 0) {
      return; // a class within the class
    }
    program = KuboBinary.find();
    if (program.isEmpty()) {
      System.out.println(MISSING);
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(MISSING);
      }
      Assumptions.abort(MISSING);
    }
    folder = Optional.of(Files.createTempDirectory("dagbok-kubo"));
  }

  /** The program that runs the nodes. */
  public KuboProgram program() {
    return program.orElseThrow();
  }

  /** A folder that is emptied after the class. */
  public Path folder() {
    return folder.orElseThrow();
  }

  /** Starts a node for tests. */
  public KuboNode start() throws IOException {
    return start(KuboSetup.test());
  }

  /** Starts a node that is set up otherwise. */
  public KuboNode start(KuboSetup setup) throws IOException {
    Path place = folder().resolve("node" + nodes.size());
    Files.createDirectories(place);
    KuboNode node = KuboNode.start(program(), place, setup);
    nodes.add(node);
    return node;
  }

  /** Connects two nodes, and waits until both know. */
  public void connect(KuboNode one, KuboNode other) throws IOException {
    one.client().swarm().connect(other.address(), CONNECT_TIMEOUT);
    String id = one.peerId();
    long end = System.nanoTime() + CONNECT_TIMEOUT.toNanos();
    while (other.client().swarm().peers().stream().map(KuboPeer::id).noneMatch(id::equals)) {
      if (System.nanoTime() > end) {
        throw new IOException("the nodes are not connected after " + CONNECT_TIMEOUT);
      }
      Thread.onSpinWait();
    }
  }

  /** What the node's person does by hand; gives what that prints. */
  public String run(KuboNode node, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program().path().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("IPFS_PATH", node.process().repo().folder().toString());
    builder.environment().put("IPFS_TELEMETRY", "off");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException(command + " failed: " + said);
    }
    return said;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> showLogs(context));
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    showLogs(context);
    throw failure;
  }

  private void showLogs(ExtensionContext context) {
    for (KuboNode node : nodes) {
      System.out.println(
          "--- Kubo at "
              + node.endpoint()
              + " in "
              + context.getDisplayName()
              + ":\n"
              + node.logTail());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (--depth > 0) {
      return;
    }
    nodes.forEach(KuboNode::close);
    nodes.clear();
    if (folder.isPresent()) {
      delete(folder.get());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
