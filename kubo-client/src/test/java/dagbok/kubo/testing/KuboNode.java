package dagbok.kubo.testing;

import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboEndpoint;
import dagbok.kubo.process.KuboProcess;
import dagbok.kubo.process.KuboProgram;
import dagbok.kubo.process.KuboRepo;
import dagbok.kubo.process.KuboSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A Kubo that runs for a test. Its client outlives restarts: the API's port stays the same. */
public final class KuboNode {
  private final KuboProgram program;
  private final KuboRepo repo;
  private final KuboSetup setup;
  private final Path log;
  private final KuboClient client;
  private final String peerId;
  private KuboProcess process;

  private KuboNode(KuboProgram program, Path folder, KuboSetup setup) throws IOException {
    this.program = program;
    this.repo = new KuboRepo(folder.resolve("repo"));
    this.setup = setup;
    this.log = folder.resolve("kubo.log");
    repo.prepare(program, setup);
    this.peerId = repo.peerId();
    this.process = KuboProcess.start(program, repo, log);
    this.client = new KuboClient(process.endpoint());
  }

  static KuboNode start(KuboProgram program, Path folder, KuboSetup setup) throws IOException {
    return new KuboNode(program, folder, setup);
  }

  /** A client that the node owns. */
  public KuboClient client() {
    return client;
  }

  /** Where its API is. */
  public KuboEndpoint endpoint() {
    return process.endpoint();
  }

  /** Its peer id. */
  public String peerId() {
    return peerId;
  }

  /** An address that other nodes of the test reach it by. */
  public String address() {
    return client.node().id().addresses().get(0);
  }

  /** Its process, for those who want to see it die. */
  public KuboProcess process() {
    return process;
  }

  /** Ends it as a crash would. */
  public void kill() {
    process.kill();
  }

  /** Stops it in peace. */
  public void stop() {
    process.close();
  }

  /** Starts it again at the same address, with its blocks and pins, but no connection. */
  public void restart() throws IOException {
    process.close();
    URI base = process.endpoint().base();
    repo.prepare(program, setup.withPorts(base.getPort(), 0));
    process = KuboProcess.start(program, repo, log);
  }

  /** The end of its log. */
  public String logTail() {
    return process.logTail();
  }

  void close() {
    client.close();
    process.close();
  }
}
