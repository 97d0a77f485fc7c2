package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.crypto.Verifier;
import dagbok.dag.Fault;
import dagbok.dag.Verification;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a profile from its blocks alone, by {@link Verification}, and adds what that leaves open:
 * whether linked media have to be there, and a bound on how much is read. Good for one check; not
 * thread-safe.
 */
final class ProfileCheck {
  /** What is asked of linked media. */
  enum Media {
    /** All of them must be there, and be files. */
    REQUIRED,
    /** Those that are there must be files. */
    IF_THERE,
    /** Nothing. */
    UNCHECKED
  }

  /** How many faults are told. */
  static final int MAX_FAULTS_TOLD = 10;

  /** The most blocks that one check reads: as many as an export may have. */
  static final int MAX_READ_BLOCKS = LinkWalk.MAX_BLOCKS;

  /** What linked media consist of. */
  static final Set<Multicodec> MEDIA_CODECS = Set.of(Multicodec.RAW, Multicodec.DAG_PB);

  private final BlockSource source;
  private final Media media;
  private final CountingVerifier verifier = new CountingVerifier(Verifier.ed25519());
  private final Set<Cid> missingMedia = new LinkedHashSet<>();
  private long blocks;
  private long bytes;

  ProfileCheck(BlockSource source, Media media) {
    this.source = source;
    this.media = media;
  }

  /**
   * What was checked, and what was wrong.
   *
   * @param bytes of all blocks that were read
   * @param faults the first of them
   */
  record Report(
      Verification found, long signatures, long bytes, long faultCount, List<String> faults) {
    /** Copies the list. */
    Report {
      faults = List.copyOf(faults);
    }
  }

  private static final class CountingVerifier implements Verifier {
    private final Verifier verifier;
    private long count;

    CountingVerifier(Verifier verifier) {
      this.verifier = verifier;
    }

    @Override
    public boolean verify(DeviceKey key, byte[] message, Signature signature) {
      count++;
      return verifier.verify(key, message, signature);
    }
  }

  /**
   * Checks everything below a head or snapshot.
   *
   * @throws SchemaException if {@code root} is not there, or neither
   */
  Report run(Cid root) throws SchemaException {
    Verification found = Verification.of(root, this::read, verifier);
    List<String> faults = new ArrayList<>();
    found.firstFaults().stream().map(Fault::toString).forEach(faults::add);
    long count = found.faults();
    if (media == Media.REQUIRED) {
      missingMedia.forEach(cid -> faults.add("media block " + cid + " is missing"));
      count += missingMedia.size();
    }
    List<String> told = faults.stream().limit(MAX_FAULTS_TOLD).toList();
    return new Report(found, verifier.count, bytes, count, told);
  }

  private Optional<byte[]> read(Cid cid) {
    boolean isMedia = MEDIA_CODECS.contains(cid.codec());
    if (isMedia && media == Media.UNCHECKED) {
      return Optional.empty();
    }
    blocks++;
    if (blocks > MAX_READ_BLOCKS) {
      throw Refusals.tooMany("blocks in the profile", MAX_READ_BLOCKS);
    }
    Optional<byte[]> block = source.find(cid).map(Block::bytes);
    block.ifPresent(found -> bytes += found.length);
    if (isMedia && block.isEmpty()) {
      missingMedia.add(cid);
    }
    return block;
  }
}
