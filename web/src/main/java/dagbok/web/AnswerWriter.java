package dagbok.web;

import dagbok.web.guard.HostCheck;
import dagbok.web.guard.SafetyHeaders;
import dagbok.web.http.Answer;
import dagbok.web.http.Authority;
import dagbok.web.http.LiveStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers to connections; the only place where header fields for safety are set. */
final class AnswerWriter {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final HostCheck hosts;

  AnswerWriter(HostCheck hosts) {
    this.hosts = hosts;
  }

  /**
   * Writes {@code answer} and ends the exchange.
   *
   * @throws IOException if a streamed body failed; if nothing of it went out yet, another answer
   *     can still be given
   */
  void write(Request request, Response response, Callback callback, Answer answer)
      throws IOException {
    response.setStatus(answer.status());
    headers(request, response.getHeaders(), answer);
    boolean head = request.getMethod().equals("HEAD");
    if (answer instanceof Answer.Whole whole) {
      response.write(true, ByteBuffer.wrap(whole.body()), callback);
    } else if (head) {
      callback.succeeded();
    } else if (answer instanceof Answer.Streamed streamed) {
      stream(response, streamed);
      callback.succeeded();
    } else if (answer instanceof Answer.Live live) {
      new LiveStream(response, callback, request.getComponents().getScheduler()).run(live.start());
    }
  }

  private void headers(Request request, HttpFields.Mutable fields, Answer answer) {
    boolean loopback = Authority.of(request).map(hosts::isLoopback).orElse(true);
    SafetyHeaders.always().forEach(fields::put);
    fields.put("Referrer-Policy", SafetyHeaders.referrerPolicy(loopback));
    answer.headers().forEach(fields::put);
  }

  /** In chunks, so that what breaks off never looks whole, even on a connection that ends after. */
  @SuppressWarnings("StreamResourceLeak") // closing would send what failed as if it were whole
  private static void stream(Response response, Answer.Streamed answer) throws IOException {
    if (!response.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
      response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
    }
    OutputStream out =
        new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER_BYTES);
    answer.body().writeTo(out);
    out.flush();
  }
}
