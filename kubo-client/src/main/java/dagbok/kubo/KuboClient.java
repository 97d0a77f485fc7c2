package dagbok.kubo;

/**
 * One Kubo, by its RPC API. Making a client asks nothing yet, and a Kubo that goes away and comes
 * back needs no new one. Thread-safe. Closing it breaks off all that is under way.
 */
public final class KuboClient implements AutoCloseable {
  private final Rpc rpc;
  private final BlockApi blocks;
  private final DagApi dag;
  private final FileApi files;
  private final MfsApi mfs;
  private final PinApi pins;
  private final PubSubApi pubsub;
  private final RoutingApi routing;
  private final SwarmApi swarm;
  private final NodeApi node;
  private final RepoApi repo;
  private final P2pApi p2p;

  /** A client for the Kubo at {@code endpoint}. */
  public KuboClient(KuboEndpoint endpoint) {
    rpc = new Rpc(endpoint);
    blocks = new BlockApi(rpc);
    dag = new DagApi(rpc);
    files = new FileApi(rpc);
    mfs = new MfsApi(rpc);
    pins = new PinApi(rpc);
    pubsub = new PubSubApi(rpc);
    routing = new RoutingApi(rpc);
    swarm = new SwarmApi(rpc);
    node = new NodeApi(rpc);
    repo = new RepoApi(rpc);
    p2p = new P2pApi(rpc);
  }

  /** Where that Kubo is. */
  public KuboEndpoint endpoint() {
    return rpc.endpoint();
  }

  /** Single blocks. */
  public BlockApi blocks() {
    return blocks;
  }

  /** Many blocks at once, as CAR files. */
  public DagApi dag() {
    return dag;
  }

  /** UnixFS files. */
  public FileApi files() {
    return files;
  }

  /** Files that the node's person keeps by name. */
  public MfsApi mfs() {
    return mfs;
  }

  /** What is kept from garbage collection. */
  public PinApi pins() {
    return pins;
  }

  /** Topics and messages. */
  public PubSubApi pubsub() {
    return pubsub;
  }

  /** Who has what. */
  public RoutingApi routing() {
    return routing;
  }

  /** Connections to peers. */
  public SwarmApi swarm() {
    return swarm;
  }

  /** Kubo itself: who it is, and its settings. */
  public NodeApi node() {
    return node;
  }

  /** Its store. */
  public RepoApi repo() {
    return repo;
  }

  /** Streams of bytes between peers. */
  public P2pApi p2p() {
    return p2p;
  }

  @Override
  public void close() {
    pubsub.close();
    rpc.close();
  }
}
