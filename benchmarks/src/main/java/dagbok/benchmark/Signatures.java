package dagbok.benchmark;

import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.crypto.Verifier;
import dagbok.schema.Entry;
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

/** Signing and checking what an entry's signature is over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Signatures {
  private final Sample sample = new Sample();
  private final Entry entry = sample.entry().value();
  private final DeviceKey key = sample.key.publicKey();
  private final byte[] message = entry.signedMessage();
  private final Signature signature = entry.sig();
  private final Verifier verifier = Verifier.ed25519();

  /** By a key that was seen before. */
  @Benchmark
  public boolean verify() {
    return verifier.verify(key, message, signature);
  }

  /** By a key that was not. */
  @Benchmark
  public boolean verifyFirst() {
    return Verifier.ed25519().verify(key, message, signature);
  }

  /** The message alone, as anybody who verifies an entry must make it. */
  @Benchmark
  public byte[] message() {
    return entry.signedMessage();
  }

  /** One signature. */
  @Benchmark
  public Signature sign() {
    return sample.key.sign(message);
  }
}
