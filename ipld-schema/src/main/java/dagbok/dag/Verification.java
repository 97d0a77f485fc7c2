package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of checking a profile from its head, or a snapshot alone, down to every hash, form and
 * signature, and of holding the result against one's own functions.
 *
 * @param root what was checked
 * @param head the head, unless a snapshot was checked alone
 * @param profile whose it is
 * @param node the head node that one's own functions give
 * @param snapshot the snapshot that one's own functions give; empty if the profile is full or
 *     nothing was accepted
 * @param entries how many were accepted
 * @param live how many of them are live
 * @param packs how many the snapshot names
 * @param nodes how many the functions give, merge nodes included
 * @param bytes of all packs that could be read
 * @param media blocks of linked content that could be read, and hash to their CIDs
 * @param mediaMissing blocks of linked content that could not be read, which is no fault
 * @param faults how many there are
 * @param firstFaults the first {@link #MAX_FAULTS_TOLD} of them
 */
public record Verification(
    Cid root,
    Optional<Encoded<Head>> head,
    ProfileId profile,
    Optional<Cid> node,
    Optional<Cid> snapshot,
    long entries,
    long live,
    long packs,
    long nodes,
    long bytes,
    long media,
    long mediaMissing,
    long faults,
    List<Fault> firstFaults) {
  /** How many faults are told one by one. */
  public static final int MAX_FAULTS_TOLD = 10;

  /** Copies the faults. */
  public Verification {
    firstFaults = List.copyOf(firstFaults);
  }

  /**
   * Checks everything below {@code root}.
   *
   * @param root a head or a snapshot
   * @param blocks reads blocks; what it gives is checked against the CID
   * @throws SchemaException if {@code root} can't be read, or is neither
   */
  public static Verification of(Cid root, Function<Cid, Optional<byte[]>> blocks, Verifier verifier)
      throws SchemaException {
    byte[] bytes =
        blocks.apply(root).orElseThrow(() -> new SchemaException(root, "a block", "none"));
    if (!root.matches(bytes)) {
      throw new SchemaException(root, "bytes that hash to this", "others");
    }
    try {
      Encoded<Head> head = Encoded.decode(bytes, Head::decode);
      ProfileId profile = head.value().profile();
      return new Verifying(profile, blocks, verifier).head(head);
    } catch (SchemaException notHead) {
      return ofSnapshot(root, bytes, blocks, verifier, notHead);
    }
  }

  private static Verification ofSnapshot(
      Cid root,
      byte[] bytes,
      Function<Cid, Optional<byte[]>> blocks,
      Verifier verifier,
      SchemaException notHead)
      throws SchemaException {
    try {
      ProfileId profile = Snapshot.decode(bytes).profile();
      return new Verifying(profile, blocks, verifier).snapshot(root);
    } catch (SchemaException e) {
      String found = "no head (" + notHead.found() + ") and no snapshot (" + e.found() + ")";
      throw new SchemaException(root, "a head or a snapshot", found);
    }
  }

  /** Whether nothing is wrong. */
  public boolean isRight() {
    return faults == 0;
  }
}
