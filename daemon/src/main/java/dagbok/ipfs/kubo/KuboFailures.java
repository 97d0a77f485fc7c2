package dagbok.ipfs.kubo;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.kubo.KuboException;
import java.util.function.Supplier;

/** Turns what Kubo's client throws into what the daemon knows. */
final class KuboFailures {
  private KuboFailures() {}

  static IpfsException of(KuboException e) {
    Reason reason =
        switch (e.reason()) {
          case AWAY -> Reason.AWAY;
          case DENIED -> Reason.DENIED;
          case PUBSUB_OFF -> Reason.PUBSUB_OFF;
          case NOT_FOUND -> Reason.NOT_FOUND;
          case TIMEOUT -> Reason.LIMIT;
          case NO_SPACE -> Reason.NO_SPACE;
          case P2P_OFF, PROTOCOL, CANCELLED, REMOTE -> Reason.FAILED;
        };
    return new IpfsException(reason, sentence(e), e.cure(), e);
  }

  /** Where time ran out because nobody gave what was asked for. */
  static IpfsException ofFetch(KuboException e) {
    return e.reason() == KuboException.Reason.TIMEOUT
        ? new IpfsException(
            Reason.NOT_FOUND,
            "nobody gave it in time: " + sentence(e),
            KuboException.Reason.NOT_FOUND.cure(),
            e)
        : of(e);
  }

  private static String sentence(KuboException e) {
    return String.valueOf(e.getMessage());
  }

  static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (KuboException e) {
      throw of(e);
    }
  }

  static void run(Runnable call) {
    try {
      call.run();
    } catch (KuboException e) {
      throw of(e);
    }
  }
}
