package dagbok.archive;

import dagbok.cid.Cid;
import dagbok.dag.Verification;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.SchemaException;
import dagbok.store.Database;
import dagbok.web.port.Inspection.Verdict;
import dagbok.web.port.Refusal;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks everything of a profile, from every hash to every signature, node, pack and snapshot
 * (interface.md, inspect verify). Changes nothing. Thread-safe.
 */
public final class CarVerifier {
  private final Path temporary;
  private final BlockSource held;
  private final Clock clock;

  /** With the folder for temporary files, and where blocks are. */
  public CarVerifier(Path temporary, Database database, Blocks blocks, Clock clock) {
    this.temporary = temporary;
    this.held = Sources.local(database, blocks);
    this.clock = clock;
  }

  /**
   * Checks a CAR whose root is a head or a snapshot, linked media included, from its own blocks
   * alone. The caller closes {@code car}.
   *
   * @throws Refusal {@code BAD_DATA} if it has no such root
   */
  public Verdict verify(InputStream car) {
    long start = clock.millis();
    try (CarSpool spool = CarSpool.read(temporary, car)) {
      ProfileCheck check = new ProfileCheck(spool, ProfileCheck.Media.REQUIRED);
      ProfileCheck.Report report = check.run(claim(spool).root());
      return verdict(report, spool.bytes(), spool.damage(), start);
    } catch (SchemaException e) {
      throw new IllegalStateException("a root that was read can't be read again", e);
    }
  }

  private static Claim claim(CarSpool spool) {
    return spool.roots().stream()
        .flatMap(root -> spool.find(root).flatMap(Claim::of).stream())
        .findFirst()
        .orElseThrow(
            () ->
                Refusals.badFile(
                    spool.damage().orElse("the file's root is neither a head nor a snapshot in it"),
                    "give a file that 'dagbok profile export' made"));
  }

  /**
   * Checks a held profile, from the blocks in the IPFS node and those that wait for it; what is in
   * neither, but follows from the set, is made. Media that are not here are a fault in one's own
   * profile only.
   */
  public Verdict verify(Replica replica) {
    long start = clock.millis();
    Cid snapshot = replica.snapshot().orElseThrow(() -> full(replica));
    Optional<Encoded<Head>> head =
        replica.heads().stream()
            .filter(known -> known.value().snapshot().equals(snapshot))
            .findFirst();
    Cid root = head.map(Encoded::cid).orElse(snapshot);
    ProfileCheck.Media media =
        replica.own() ? ProfileCheck.Media.REQUIRED : ProfileCheck.Media.IF_THERE;
    try {
      BlockSource made = Sources.made(replica).or(Sources.of(head.map(Encoded::block)));
      ProfileCheck.Report report = new ProfileCheck(held.or(made), media).run(root);
      return verdict(report, report.bytes(), Optional.empty(), start);
    } catch (SchemaException e) {
      throw new IllegalStateException("one's own snapshot or head can't be read", e);
    } catch (IpfsException e) {
      throw Refusals.of(e);
    }
  }

  private static Refusal full(Replica replica) {
    return new Refusal(
        Refusal.Reason.CONFLICT,
        "profile " + replica.profile() + " is full: it has no snapshot to check",
        "dagbok profile create NAME");
  }

  private Verdict verdict(
      ProfileCheck.Report report, long bytes, Optional<String> damage, long start) {
    List<String> faults = new ArrayList<>();
    damage.ifPresent(why -> faults.add(why + "; nothing after it could be read"));
    faults.addAll(report.faults());
    Verification found = report.found();
    return new Verdict(
        found.profile(),
        found.entries(),
        found.live(),
        found.nodes(),
        found.packs(),
        report.signatures(),
        bytes,
        clock.millis() - start,
        report.faultCount() + (damage.isPresent() ? 1 : 0),
        faults.stream().limit(ProfileCheck.MAX_FAULTS_TOLD).toList());
  }
}
