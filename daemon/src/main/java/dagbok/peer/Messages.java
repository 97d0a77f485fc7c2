package dagbok.peer;

import dagbok.cid.Varint;
import dagbok.codec.DecodeException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of links: a stream of frames out, posted frames in, and heads on request
 * (protocol.md, Peer protocol). Thread-safe.
 */
final class Messages {
  static final String STREAM_PATH = "/dagbok/1/messages";
  static final String SEND_PATH = "/dagbok/1/message";
  static final String QUERY_PATH = "/dagbok/1/query";
  static final String SESSION_HEADER = "Dagbok-Session";
  static final String CHALLENGE_HEADER = "Dagbok-Challenge";
  static final String CBOR = "application/vnd.ipld.dag-cbor";

  /** The most peers that may come to us. */
  static final int MAX_LINKS = 64;

  /** The most of them that may come from one place. */
  static final int MAX_LINKS_EACH = 16;

  private static final Logger log = LoggerFactory.getLogger(Messages.class);
  private static final int NAME_BYTES = 16;
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
  private static final int MAX_QUERY_BYTES = 64 * 1024;

  private final Neighbourhood neighbourhood;
  private final Function<byte[], List<byte[]>> answers;
  private final SecureRandom random;

  /** Oldest first. */
  private final Map<String, FrameStream> sessions =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /** {@code answers}: the announcements that answer a query. */
  Messages(
      Neighbourhood neighbourhood, Function<byte[], List<byte[]>> answers, SecureRandom random) {
    this.neighbourhood = neighbourhood;
    this.answers = answers;
    this.random = random;
  }

  /** A new name of a link; nobody can guess it. */
  static String newName(SecureRandom random) {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Opens a stream. */
  void stream(Request request, Response response, Callback callback) {
    String challenge = request.getHeaders().get(CHALLENGE_HEADER);
    if (challenge == null || !isName(challenge)) {
      PeerServer.refuse(response, callback, 400, CHALLENGE_HEADER + " is missing");
      return;
    }
    String host = Origins.of(request);
    if (!makeRoom(host)) {
      PeerServer.refuse(response, callback, 503, "there are too many links to peers");
      return;
    }
    String session = newName(random);
    FrameStream[] self = new FrameStream[1];
    FrameStream stream =
        new FrameStream(
            host,
            challenge,
            session,
            response,
            callback,
            request.getComponents().getScheduler(),
            () -> {
              sessions.remove(session);
              Optional.ofNullable(self[0]).ifPresent(neighbourhood::left);
            });
    self[0] = stream;
    sessions.put(session, stream);
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, CBOR);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(SESSION_HEADER, session);
    stream.send(neighbourhood.hello(stream));
    stream.start();
  }

  /**
   * Whether one more may come from {@code host}; where there are too many, who has not said who it
   * is goes first.
   */
  private boolean makeRoom(String host) {
    List<FrameStream> all;
    synchronized (sessions) {
      all = List.copyOf(sessions.values());
    }
    List<FrameStream> same = all.stream().filter(link -> link.host().equals(host)).toList();
    List<FrameStream> crowd = same.size() >= MAX_LINKS_EACH ? same : all;
    if (same.size() < MAX_LINKS_EACH && all.size() < MAX_LINKS) {
      return true;
    }
    Optional<FrameStream> unnamed =
        crowd.stream().filter(link -> !neighbourhood.knows(link)).findFirst();
    unnamed.ifPresent(link -> link.cut("others wait, and it does not say who it is"));
    return unnamed.isPresent();
  }

  /** Takes a frame of a peer that has a stream open. */
  void take(Request request, Response response, Callback callback) {
    String session = request.getHeaders().get(SESSION_HEADER);
    FrameStream link = session == null ? null : sessions.get(session);
    if (link == null) {
      PeerServer.refuse(response, callback, 403, "no stream is open under this name");
      return;
    }
    whenRead(
        request,
        response,
        callback,
        Frame.MAX_BYTES,
        bytes -> {
          Frame frame = Frame.decode(bytes);
          if (frame instanceof Frame.Hello hello) {
            greeted(request, link, hello);
          } else {
            neighbourhood.heard(link, (Frame.Spoken) frame);
          }
          response.setStatus(204);
          callback.succeeded();
        });
  }

  private void greeted(Request request, FrameStream link, Frame.Hello hello) {
    Optional<PeerAddress> address =
        hello.port() == 0
            ? Optional.empty()
            : Optional.of(PeerAddress.of(Request.getRemoteAddr(request), hello.port(), hello.id()));
    neighbourhood.greeted(link, hello, address);
  }

  /** Answers a query: announcements, each behind its length. */
  void query(Request request, Response response, Callback callback) {
    whenRead(
        request,
        response,
        callback,
        MAX_QUERY_BYTES,
        query -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          for (byte[] answer : answers.apply(query)) {
            Varint.write(out, answer.length);
            out.writeBytes(answer);
          }
          response.setStatus(200);
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, CBOR);
          response.write(true, ByteBuffer.wrap(out.toByteArray()), callback);
        });
  }

  /** What is done with a body. */
  interface Body {
    void take(byte[] bytes) throws DecodeException;
  }

  /** Reads a body of bounded length, and answers if that fails. */
  static void whenRead(Request request, Response response, Callback callback, int most, Body body) {
    Content.Source.asByteArrayAsync(
        request,
        most,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            bytes -> taken(bytes, response, callback, body),
            failure ->
                PeerServer.refuse(response, callback, 413, "a body of over " + most + " bytes")));
  }

  private static void taken(byte[] bytes, Response response, Callback callback, Body body) {
    try {
      body.take(bytes);
    } catch (DecodeException e) {
      PeerServer.refuse(response, callback, 400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("a peer's message fails", e);
      PeerServer.refuse(response, callback, 500, "failed");
    }
  }
}
