package dagbok.web;

import dagbok.web.guard.SafetyHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers to what is not HTTP as it should be. They tell nothing about the server. */
final class ProtocolErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    SafetyHeaders.always().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put("Referrer-Policy", SafetyHeaders.referrerPolicy(true));
    response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
    byte[] text = (HttpStatus.getMessage(status) + "\n").getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(text), callback);
    return true;
  }
}
