package dagbok.kubo;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code ipfs pin}: recursive pins with names, of which Kubo keeps one for a CID. Nothing that is
 * pinned here is announced at once. Thread-safe.
 */
public final class PinApi {
  /** The most bytes of a pin's name. */
  public static final int MAX_NAME_BYTES = 255;

  /** How long Kubo may be silent while it pins; it reports twice a second. */
  private static final Duration PROGRESS_PATIENCE = Duration.ofSeconds(60);

  private static final Duration WALK_TIMEOUT = Duration.ofMinutes(10);

  private final Rpc rpc;

  PinApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /** A recursive pin; the name is empty if it has none. */
  public record Pin(Cid root, String name) {}

  /** Hears how a pin comes along, about twice a second, in the calling thread. */
  public interface Progress {
    /** Told how many blocks and bytes were walked so far. */
    void walked(long blocks, long bytes);
  }

  /**
   * Pins {@code root} and all behind it, fetching what is missing; a pin that is there gets the
   * name. Beware: to do that, Kubo first takes the old pin away and walks all of it again, and if
   * that fails nothing is pinned.
   *
   * @throws KuboException with {@code TIMEOUT} if it did not get all in time
   */
  public void add(Cid root, String name, Duration timeout, Progress progress) {
    RpcCall call =
        RpcCall.of("pin/add")
            .arg(root)
            .option("name", checked(name))
            .option("recursive", true)
            .option("progress", true)
            .option("fast-provide-root", false)
            .limit(timeout)
            .patience(PROGRESS_PATIENCE);
    boolean pinned = false;
    try (RpcAnswer answer = rpc.send(call);
        JsonLines lines = answer.lines()) {
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        pinned |= line.has("Pins");
        if (line.has("Progress")) {
          progress.walked(line.path("Progress").asLong(0), line.path("Bytes").asLong(0));
        }
      }
    }
    if (!pinned) {
      throw Failures.unexpected("Kubo did not confirm the pin of " + root);
    }
  }

  /**
   * Pins {@code to} under the name that {@code from} has, walking only what differs, and unpins
   * {@code from}.
   *
   * @throws KuboException with {@code NOT_FOUND} if {@code from} is not pinned, with {@code REMOTE}
   *     if {@code to} is
   */
  public void update(Cid from, Cid to, Duration timeout) {
    RpcCall call =
        RpcCall.of("pin/update")
            .arg(from)
            .arg(to)
            .option("unpin", true)
            .option("fast-provide-root", false)
            .limit(timeout);
    rpc.send(call).end();
  }

  /**
   * Unpins.
   *
   * @throws KuboException with {@code NOT_FOUND} if it is not pinned
   */
  public void remove(Cid root) {
    rpc.send(RpcCall.of("pin/rm").arg(root).option("recursive", true)).end();
  }

  /**
   * Those of some blocks that pins keep, by whatever name. {@code block/rm} looks for pins of the
   * very CID that it is given, but takes the block of all CIDs with that digest. Walks all pins;
   * asks no peer.
   */
  public Set<Cid> reached(Collection<Cid> blocks) {
    Leaves sought = new Leaves(blocks);
    RpcCall call =
        RpcCall.of("pin/ls")
            .option("type", "all")
            .option("stream", true)
            .option("offline", true)
            .limit(WALK_TIMEOUT);
    try (RpcAnswer answer = rpc.send(call);
        JsonLines lines = answer.lines()) {
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        Json.optionalText(line, "Cid").flatMap(PinApi::known).ifPresent(sought::found);
      }
    }
    return sought.found();
  }

  /** Of another hash it is none of those that are looked for. */
  private static Optional<Cid> known(String cid) {
    try {
      return Optional.of(Cid.parse(cid));
    } catch (CidFormatException e) {
      return Optional.empty();
    }
  }

  /** The recursive pin of {@code root}, if there is one; asks no peer. */
  public Optional<Pin> find(Cid root) {
    RpcCall call =
        RpcCall.of("pin/ls")
            .arg(root)
            .option("type", "recursive")
            .option("names", true)
            .option("offline", true);
    try {
      JsonNode pin = rpc.send(call).json().path("Keys").path(root.toString());
      return Optional.of(new Pin(root, Json.optionalText(pin, "Name").orElse("")));
    } catch (KuboException e) {
      if (e.reason() == KuboException.Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The recursive pins whose names contain {@code part}, as they come. Those of CIDs that Dagbok
   * cannot read (of other hash functions) are left out.
   */
  public KuboStream<Pin> list(String part) {
    RpcCall call =
        RpcCall.of("pin/ls")
            .option("type", "recursive")
            .option("names", true)
            .option("stream", true)
            .option("name", checked(part));
    return new KuboStream<>(rpc.send(call).lines(), PinApi::pin);
  }

  private static Optional<Pin> pin(JsonNode line) {
    try {
      Cid root = Cid.parse(Json.text(line, "Cid"));
      return Optional.of(new Pin(root, Json.optionalText(line, "Name").orElse("")));
    } catch (CidFormatException e) {
      return Optional.empty();
    }
  }

  private static String checked(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "a pin's name of " + bytes + " bytes, at most " + MAX_NAME_BYTES);
    }
    return name;
  }
}
