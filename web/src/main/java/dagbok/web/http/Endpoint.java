package dagbok.web.http;

import java.io.IOException;

/** What a route leads to. Called by many threads at once; may block. */
@FunctionalInterface
public interface Endpoint {
  /**
   * The answer to one request.
   *
   * @throws dagbok.web.port.Refusal if it can't be done, in words for the person who asked
   * @throws IOException if the request could not be read
   */
  Answer answer(Call call) throws IOException;
}
