package dagbok.ipfs;

import org.junit.jupiter.api.Nested;

/** What every IPFS node keeps, tried on two that are connected. */
public abstract class IpfsContract {
  /** The two, by what they can do. */
  protected abstract IpfsPair nodes();

  /** Has the first one collect what is not pinned, now. */
  protected abstract void collectGarbage();

  @Nested
  class ItsBlocks extends BlocksContract {
    @Override
    protected IpfsPair pair() {
      return nodes();
    }
  }

  @Nested
  class ItsPins extends PinsContract {
    @Override
    protected IpfsPair pair() {
      return nodes();
    }

    @Override
    protected void collect() {
      collectGarbage();
    }
  }

  @Nested
  class ItsPubSub extends PubSubContract {
    @Override
    protected IpfsPair pair() {
      return nodes();
    }
  }

  @Nested
  class ItsPeers extends PeersContract {
    @Override
    protected IpfsPair pair() {
      return nodes();
    }
  }
}
