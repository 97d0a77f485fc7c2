package dagbok.kubo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One call: a command with its arguments, options and files, and how long to wait. Not shared. */
final class RpcCall {
  /** How long a call waits for an answer, and for each next byte of it, if it says nothing else. */
  static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

  /** A patience without end, for subscriptions. */
  static final Duration ENDLESS = Duration.ZERO;

  /** How much longer than Kubo itself the client waits, so that Kubo's own word comes first. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String command;
  private final StringBuilder query = new StringBuilder();
  private @Nullable RpcBody body;
  private Duration patience = USUAL_PATIENCE;
  private @Nullable Duration bodyPatience;

  private RpcCall(String command) {
    this.command = command;
  }

  static RpcCall of(String command) {
    return new RpcCall(command);
  }

  RpcCall arg(Object value) {
    return option("arg", value);
  }

  RpcCall option(String name, Object value) {
    query
        .append(query.isEmpty() ? "" : "&")
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    return this;
  }

  RpcCall body(RpcBody newBody) {
    body = newBody;
    return this;
  }

  /** How long to wait for the head of the answer and for each next byte of it. */
  RpcCall patience(Duration newPatience) {
    patience = newPatience;
    return this;
  }

  /** How long Kubo may work on it in all; it answers with what it has then, or with an error. */
  RpcCall limit(Duration limit) {
    return option("timeout", Math.max(1, limit.toMillis()) + "ms").patience(limit.plus(GRACE));
  }

  /** The head must come in the usual time, but the body may be silent for ever. */
  RpcCall endlessBody() {
    bodyPatience = ENDLESS;
    return this;
  }

  String command() {
    return command;
  }

  String query() {
    return query.toString();
  }

  @Nullable RpcBody body() {
    return body;
  }

  Duration patience() {
    return patience;
  }

  Duration bodyPatience() {
    return bodyPatience == null ? patience : bodyPatience;
  }
}
