package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.web.port.Refusal;

/** CIDs in addresses. */
final class Roots {
  private Roots() {}

  static Cid parse(String text) {
    try {
      return Cid.parse(text);
    } catch (CidFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "this is no CID: " + e.getMessage(),
          "check that all of it was copied");
    }
  }
}
