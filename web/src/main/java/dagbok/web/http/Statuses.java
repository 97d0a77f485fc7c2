package dagbok.web.http;

import dagbok.web.port.Refusal;

/** The HTTP status of each reason to refuse. */
public final class Statuses {
  private Statuses() {}

  /** The status. */
  public static int of(Refusal.Reason reason) {
    return switch (reason) {
      case BAD_INPUT -> 400;
      case PASSPHRASE -> 401;
      case NOT_FOUND, NOT_YET -> 404;
      case CONFLICT, INCOMPLETE -> 409;
      case TOO_LARGE -> 413;
      case BAD_DATA -> 422;
      case INTERNAL -> 500;
      case NO_IPFS -> 503;
      case NO_SPACE -> 507;
    };
  }
}
