package dagbok.app;

import dagbok.cid.Cid;
import dagbok.ipfs.IpfsException;
import dagbok.web.port.Refusal;
import java.util.Optional;

/** What trouble with the IPFS node means for somebody who asked for something. */
final class Ipfs {
  private Ipfs() {}

  static Refusal refusal(IpfsException e, Optional<Cid> cid) {
    Refusal.Reason reason =
        switch (e.reason()) {
          case NOT_FOUND -> Refusal.Reason.NOT_FOUND;
          case NO_SPACE -> Refusal.Reason.NO_SPACE;
          case LIMIT -> Refusal.Reason.TOO_LARGE;
          default -> Refusal.Reason.NO_IPFS;
        };
    return new Refusal(reason, String.valueOf(e.getMessage()), e.cure(), cid, e);
  }
}
