package dagbok.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Where a new device comes to while an invitation stands: messages in, answers out, and nothing
 * else. Behind the port for peers; where there is none, behind a port that is open for as long as
 * the invitation stands. Thread-safe.
 */
final class PairingDoor {
  static final String PATH = "/dagbok/1/pair";

  /** A joiner's messages are far shorter. */
  private static final int MAX_MESSAGE_BYTES = 16 * 1024;

  private volatile Function<byte[], Optional<byte[]>> answers = message -> Optional.empty();

  void answerWith(Function<byte[], Optional<byte[]>> answering) {
    answers = answering;
  }

  static boolean isAskedFor(Request request, String path) {
    return path.equals(PATH) && HttpMethod.POST.is(request.getMethod());
  }

  void answer(Request request, Response response, Callback callback) {
    Messages.whenRead(
        request,
        response,
        callback,
        MAX_MESSAGE_BYTES,
        message -> {
          Optional<byte[]> answer = answers.apply(message);
          if (answer.isEmpty()) {
            PeerServer.refuse(response, callback, 404, "nobody is invited here");
          } else {
            response.setStatus(200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Messages.CBOR);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.write(true, ByteBuffer.wrap(answer.get()), callback);
          }
        });
  }

  /** Opens a port that leads here alone; another than asked for if that is taken. */
  PeerServer open(String host, int port) throws IOException {
    try {
      return PeerServer.start(host, port, new Alone());
    } catch (PeerPortTakenException e) {
      return PeerServer.start(host, 0, new Alone());
    }
  }

  private final class Alone extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = String.valueOf(request.getHttpURI().getCanonicalPath());
      if (PeerServer.isOfWebPage(request) || !isAskedFor(request, path)) {
        PeerServer.refuse(response, callback, 404, "nothing is here");
      } else {
        answer(request, response, callback);
      }
      return true;
    }
  }
}
