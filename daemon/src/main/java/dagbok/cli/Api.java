package dagbok.cli;

import dagbok.cli.http.Answer;
import dagbok.cli.http.Body;
import dagbok.cli.http.Request;
import dagbok.cli.http.Transfer;
import dagbok.cli.http.UnixHttp;
import dagbok.cli.json.JsonException;
import dagbok.cli.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The daemon's API as commands use it: every method sends one request and throws {@link Failure} in
 * the words of the daemon, or in its own if there is no daemon or no whole answer.
 */
final class Api {
  private static final String ROOT = "/api/v1/";
  private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final UnixHttp http;
  private final Faults faults;

  /** Reads what it needs of an answer. */
  private interface Reading<T> {
    T read(Answer answer) throws IOException;
  }

  Api(UnixHttp http, Faults faults) {
    this.http = http;
    this.faults = faults;
  }

  /** The JSON that {@code path} answers, as text. */
  String text(String path, Duration patience, Transfer transfer) {
    return call(Request.of("GET", ROOT + path, patience), transfer, answer -> text(answer.body()));
  }

  /** The object that {@code path} answers. */
  JsonObject get(String path, Duration patience, Transfer transfer) {
    return call(Request.of("GET", ROOT + path, patience), transfer, Api::object);
  }

  /** Gives each object of a list to {@code each}, as they come. */
  void lines(String path, Duration patience, Transfer transfer, Consumer<JsonObject> each) {
    call(
        Request.of("GET", ROOT + path, patience),
        transfer,
        answer -> {
          eachLine(answer.body(), each);
          return true;
        });
  }

  /** Sends an object and gives what is answered. */
  JsonObject post(String path, JsonObject object, Duration patience, Transfer transfer) {
    return send(path, "application/json", Body.of(object.toString()), patience, transfer);
  }

  /** Sends a body and gives what is answered. */
  JsonObject send(
      String path, String contentType, Body body, Duration patience, Transfer transfer) {
    Request request = new Request("POST", ROOT + path, Optional.of(contentType), body, patience);
    return call(request, transfer, Api::object);
  }

  /** Deletes and gives what is answered. */
  JsonObject delete(String path, Duration patience, Transfer transfer) {
    return call(Request.of("DELETE", ROOT + path, patience), transfer, Api::object);
  }

  /** Writes the bytes that {@code path} answers to {@code out}, and leaves it open. */
  long download(String path, OutputStream out, Duration patience, Transfer transfer) {
    return download(Request.of("GET", ROOT + path, patience), out, transfer);
  }

  /** The same of what is answered to an object. */
  long download(
      String path, JsonObject object, OutputStream out, Duration patience, Transfer transfer) {
    Body body = Body.of(object.toString());
    return download(
        new Request("POST", ROOT + path, Optional.of("application/json"), body, patience),
        out,
        transfer);
  }

  private long download(Request request, OutputStream out, Transfer transfer) {
    return call(request, transfer, answer -> copy(answer.body(), out, transfer));
  }

  private <T> T call(Request request, Transfer transfer, Reading<T> reading) {
    try (Answer answer = http.send(request, transfer)) {
      if (answer.status() >= 300) {
        throw faults.refused(answer.status(), answer.header("Dagbok-Reason"), answer.body());
      }
      return reading.read(answer);
    } catch (JsonException e) {
      throw faults.notUnderstood(e);
    } catch (IOException e) {
      throw faults.broken(request, e);
    }
  }

  private static JsonObject object(Answer answer) throws IOException {
    String text = text(answer.body());
    return text.isBlank() ? JsonObject.EMPTY : JsonObject.parse(text);
  }

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
    if (bytes.length > MAX_ANSWER_BYTES) {
      throw new IOException("its answer is larger than " + MAX_ANSWER_BYTES + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void eachLine(InputStream body, Consumer<JsonObject> each) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), BUFFER_BYTES);
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '\n') {
        give(line, each);
      } else if (line.length() >= MAX_ANSWER_BYTES) {
        throw new IOException("a line of its answer is larger than " + MAX_ANSWER_BYTES);
      } else {
        line.append((char) c);
      }
    }
    give(line, each);
  }

  private static void give(StringBuilder line, Consumer<JsonObject> each) {
    String text = line.toString();
    line.setLength(0);
    if (!text.isBlank()) {
      each.accept(JsonObject.parse(text));
    }
  }

  private static long copy(InputStream in, OutputStream out, Transfer transfer) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      try {
        out.write(buffer, 0, count);
      } catch (IOException e) {
        throw new Failure(
            ExitCode.FAILED,
            "can't write the file (" + e.getMessage() + ")",
            "see that the disk is not full");
      }
      total += count;
      transfer.moved(count);
    }
    return total;
  }
}
