package dagbok.benchmark;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.cid.Sha256;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Node;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Objects out of bytes and back, and their hashes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Codecs {
  private final Sample sample = new Sample();
  private final Encoded<Entry> entry = sample.entry();
  private final Encoded<Payload> payload = sample.payload();
  private final Node node = sample.node();
  private final Pack pack = sample.pack();
  private final byte[] entryBytes = entry.bytes();
  private final byte[] payloadBytes = payload.bytes();
  private final byte[] nodeBytes = node.encode();
  private final byte[] packBytes = pack.encode();
  private final Ipld value = Values.of(entryBytes);
  private final Cid cid = entry.cid();
  private final String cidText = cid.toString();
  private final byte[] mebibyte = sample.bytes(1024 * 1024);

  /** Bytes that are known to be right, as a value. */
  private static final class Values {
    static Ipld of(byte[] bytes) {
      try {
        return DagCbor.decode(bytes);
      } catch (DecodeException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What it takes to read a post before its signature is checked: entry, payload, both hashes. */
  @Benchmark
  public int readPost() throws SchemaException {
    Encoded<Entry> readEntry = Encoded.decode(entryBytes, Entry::decode);
    Encoded<Payload> readPayload = Encoded.decode(payloadBytes, Payload::decode);
    return readEntry.cid().hashCode() ^ readPayload.cid().hashCode();
  }

  /** Bytes to an entry. */
  @Benchmark
  public Entry entryDecode() throws SchemaException {
    return Entry.decode(entryBytes);
  }

  /** An entry to bytes. */
  @Benchmark
  public byte[] entryEncode() {
    return entry.value().encode();
  }

  /** Bytes to a payload. */
  @Benchmark
  public Payload payloadDecode() throws SchemaException {
    return Payload.decode(payloadBytes);
  }

  /** A payload to bytes. */
  @Benchmark
  public byte[] payloadEncode() {
    return payload.value().encode();
  }

  /** Bytes to a node. */
  @Benchmark
  public Node nodeDecode() throws SchemaException {
    return Node.decode(nodeBytes);
  }

  /** A node to bytes. */
  @Benchmark
  public byte[] nodeEncode() {
    return node.encode();
  }

  /** Bytes to a pack of a thousand posts, with the hashes of all that is in it. */
  @Benchmark
  public Pack packDecode() throws SchemaException {
    return Pack.decode(packBytes);
  }

  /** A pack of a thousand posts to bytes. */
  @Benchmark
  public byte[] packEncode() {
    return pack.encode();
  }

  /** An entry's bytes to a value, its form checked. */
  @Benchmark
  public Ipld cborDecode() throws DecodeException {
    return DagCbor.decode(entryBytes);
  }

  /** An entry's value to bytes. */
  @Benchmark
  public byte[] cborEncode() {
    return DagCbor.encode(value);
  }

  /** An entry's hash. */
  @Benchmark
  public Cid cidOfEntry() {
    return Cid.of(Multicodec.DAG_CBOR, entryBytes);
  }

  /** The hash of 1 MiB. */
  @Benchmark
  public byte[] sha256Mebibyte() {
    return Sha256.of(mebibyte);
  }

  /** A CID to text. */
  @Benchmark
  public String cidToText() {
    return cid.toString();
  }

  /** Text to a CID. */
  @Benchmark
  public Cid cidOfText() {
    return Cid.parse(cidText);
  }
}
