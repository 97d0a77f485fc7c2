package dagbok.cli.http;

import java.time.Duration;
import java.util.Optional;

/**
 * A request.
 *
 * @param method as HTTP has it
 * @param target path and query, encoded
 * @param contentType of the body, if there is one
 * @param patience how long no byte may move
 */
public record Request(
    String method, String target, Optional<String> contentType, Body body, Duration patience) {
  /** Refuses what would break the request line or a header. */
  public Request {
    if (!target.matches("/[!-~]*") || !contentType.orElse("").matches("[ -~]*")) {
      throw new IllegalArgumentException("not a request target: " + target);
    }
  }

  /** One without body. */
  public static Request of(String method, String target, Duration patience) {
    return new Request(method, target, Optional.empty(), Body.NONE, patience);
  }
}
