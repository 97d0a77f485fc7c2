package dagbok.peer;

import dagbok.block.Block;
import dagbok.block.CarWriter;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Blocks;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Blocks of the local store, singly or as a CAR; asks nobody for what is not there. Thread-safe.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">Trustless gateway</a>
 */
final class Gateway {
  static final String PATH = "/ipfs/";
  static final String RAW = "application/vnd.ipld.raw";
  static final String CAR = "application/vnd.ipld.car";

  /** The most blocks of a CAR, and links that are still to be walked. */
  private static final int MAX_CAR_BLOCKS = 1 << 20;

  private static final int MAX_CARS_AT_ONCE = 4;

  /** Of the heap, blocks that wait for whoever takes them slowly. */
  private static final int ROOM_SHARE_OF_HEAP = 8;

  private static final int KIBIBYTE = 1024;
  private static final int RETRY_AFTER_SECONDS = 10;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String FOR_EVER = "public, max-age=29030400, immutable";

  /** The identity CID of nothing, by which clients try whether a gateway answers. */
  private static final String PROBE = "bafkqaaa";

  private final Blocks blocks;
  private final Semaphore cars = new Semaphore(MAX_CARS_AT_ONCE);

  /** For blocks on their way, in KiB. */
  private final Semaphore room;

  Gateway(Blocks blocks) {
    this(blocks, Runtime.getRuntime().maxMemory() / ROOM_SHARE_OF_HEAP);
  }

  /** With room for so many bytes of blocks on their way. */
  Gateway(Blocks blocks, long roomBytes) {
    this.blocks = blocks;
    this.room = new Semaphore((int) Math.min(Integer.MAX_VALUE, roomBytes / KIBIBYTE));
  }

  /** How the blocks are wanted. */
  private enum Form {
    RAW_BLOCK,
    CAR_FILE
  }

  void answer(Request request, Response response, Callback callback) {
    HttpFields headers = request.getHeaders();
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      PeerServer.refuse(response, callback, 405, "only GET and HEAD");
      return;
    }
    Fields query = Request.extractQueryParameters(request);
    Optional<Form> form = form(query.getValue("format"), headers.get(HttpHeader.ACCEPT));
    if (form.isEmpty()) {
      PeerServer.refuse(response, callback, 406, "only format=raw and format=car, version 1");
      return;
    }
    String name = request.getHttpURI().getCanonicalPath().substring(PATH.length());
    if (name.equals(PROBE)) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, RAW);
      response.setStatus(200);
      callback.succeeded();
      return;
    }
    try {
      Cid cid = Cid.parse(name);
      if (form.get() == Form.RAW_BLOCK) {
        raw(cid, request, response, callback);
      } else {
        String scope = query.getValue("dag-scope");
        car(cid, scope == null ? "all" : scope, request, response, callback);
      }
    } catch (CidFormatException e) {
      PeerServer.refuse(response, callback, 400, "no CID, or more than a CID: " + e.getMessage());
    }
  }

  private static Optional<Form> form(String format, String accept) {
    if (format != null) {
      return switch (format) {
        case "raw" -> Optional.of(Form.RAW_BLOCK);
        case "car" -> Optional.of(Form.CAR_FILE);
        default -> Optional.empty();
      };
    }
    for (String type : accept == null ? new String[0] : accept.split(",", 16)) {
      String wanted = type.strip().toLowerCase(Locale.ROOT);
      if (wanted.startsWith(RAW)) {
        return Optional.of(Form.RAW_BLOCK);
      }
      if (wanted.startsWith(CAR)) {
        boolean other = wanted.contains("version=") && !wanted.contains("version=1");
        return other ? Optional.empty() : Optional.of(Form.CAR_FILE);
      }
    }
    return Optional.empty();
  }

  private void raw(Cid cid, Request request, Response response, Callback callback) {
    if (isKnown(cid, "raw", request, response, callback)) {
      return;
    }
    Optional<Block> block = blocks.local(cid);
    if (block.isEmpty()) {
      missing(cid, request, response, callback);
      return;
    }
    byte[] bytes = block.get().bytes();
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    int kibibytes = head ? 0 : 1 + bytes.length / KIBIBYTE;
    if (!room.tryAcquire(kibibytes)) {
      busy(response, callback, "too many blocks at once");
      return;
    }
    Callback done = Callback.from(callback, () -> room.release(kibibytes));
    headers(response, cid, RAW, "bin", "raw");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    if (head) {
      done.succeeded();
    } else {
      response.write(true, ByteBuffer.wrap(bytes), done);
    }
  }

  private static void busy(Response response, Callback callback, String words) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    PeerServer.refuse(response, callback, 503, words);
  }

  private void car(Cid root, String scope, Request request, Response response, Callback callback) {
    if (!List.of("block", "entity", "all").contains(scope)) {
      PeerServer.refuse(response, callback, 400, "dag-scope is block, entity or all");
      return;
    }
    if (blocks.local(root).isEmpty()) {
      missing(root, request, response, callback);
      return;
    }
    headers(response, root, CAR + "; version=1; order=dfs; dups=n", "car", "car." + scope);
    if (HttpMethod.HEAD.is(request.getMethod())) {
      callback.succeeded();
      return;
    }
    if (!cars.tryAcquire()) {
      busy(response, callback, "too many CARs at once");
      return;
    }
    try (OutputStream out =
        new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER_BYTES)) {
      write(root, scope, out);
    } catch (IOException | DecodeException e) {
      callback.failed(e);
      return;
    } finally {
      cars.release();
    }
    callback.succeeded();
  }

  /** Depth first, each block once. */
  private void write(Cid root, String scope, OutputStream out) throws IOException, DecodeException {
    CarWriter car = new CarWriter(out, List.of(root));
    Set<Cid> seen = new HashSet<>();
    Deque<Cid> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Cid cid = rest.pop();
      if (!seen.add(cid)) {
        continue;
      }
      if (seen.size() + rest.size() > MAX_CAR_BLOCKS) {
        throw new IOException("over " + MAX_CAR_BLOCKS + " blocks");
      }
      Block block = blocks.local(cid).orElseThrow(() -> new IOException(cid + " is not here"));
      car.write(block);
      if (scope.equals("all") || (scope.equals("entity") && cid.codec() == Multicodec.DAG_PB)) {
        List<Cid> links = Links.of(block);
        for (int i = links.size() - 1; i >= 0; i--) {
          rest.push(links.get(i));
        }
      }
    }
  }

  private static void headers(
      Response response, Cid cid, String type, String suffix, String variant) {
    response.setStatus(200);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, type);
    headers.put(HttpHeader.ETAG, etag(cid, variant));
    headers.put(HttpHeader.CACHE_CONTROL, FOR_EVER);
    headers.put(HttpHeader.VARY, "Accept");
    headers.put("X-Ipfs-Path", PATH + cid);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put(
        HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"" + cid + "." + suffix + "\"");
  }

  private static String etag(Cid cid, String variant) {
    return "\"" + cid + "." + variant + "\"";
  }

  private static boolean isKnown(
      Cid cid, String variant, Request request, Response response, Callback callback) {
    String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
    if (known == null || !known.contains(etag(cid, variant))) {
      return false;
    }
    response.setStatus(304);
    response.getHeaders().put(HttpHeader.ETAG, etag(cid, variant));
    callback.succeeded();
    return true;
  }

  private static void missing(Cid cid, Request request, Response response, Callback callback) {
    String cache = request.getHeaders().get(HttpHeader.CACHE_CONTROL);
    boolean cachedOnly = cache != null && cache.contains("only-if-cached");
    PeerServer.refuse(response, callback, cachedOnly ? 412 : 404, cid + " is not here");
  }
}
