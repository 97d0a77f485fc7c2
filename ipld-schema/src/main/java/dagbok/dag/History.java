package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import java.util.Collection;
import java.util.Optional;

/**
 * The set of one profile: accepted entries, the payloads one has of them, and the bytes of their
 * packed contents. It only grows, but for what is erased, and what it gives depends on the set
 * alone and never on the order in which things came.
 *
 * <p>Arrays that are offered are kept and must not be changed. Not thread-safe; what it returns is
 * immutable.
 */
public interface History {
  /**
   * An accepted entry. {@code payload} is empty if one lacks it, or if it has not the generic form.
   */
  record Member(Encoded<Entry> entry, Optional<Encoded<Payload>> payload) {
    /** The entry's CID. */
    public Cid cid() {
      return entry.cid();
    }

    /** What kind of control entry this is; empty if it is none, or of a kind that does nothing. */
    public <T extends Control> Optional<T> control(Class<T> kind) {
      if (!entry.value().control() || payload.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Control.of(payload.get().value().body()).filter(kind::isInstance).map(kind::cast);
      } catch (SchemaException e) {
        throw new IllegalStateException("a control entry was accepted with a wrong payload", e);
      }
    }
  }

  /** Whose set this is. */
  ProfileId profile();

  /**
   * Judges an entry by {@code accept} and takes it in. {@code payload} is kept if it hashes to what
   * the entry names and has the generic form; a control entry waits for it. Offering again what is
   * there gives {@link Offer.Accepted}, and adds a payload that was missing.
   */
  Offer offer(Encoded<Entry> entry, Optional<byte[]> payload);

  /**
   * Takes in the bytes of a small content, whether or not something names it yet; they count for
   * every payload that names them in this length. The block's hash is taken to be checked.
   */
  void offerContent(Block content);

  /**
   * Takes away the payload of a non-control entry, and the bytes of these contents; for what {@link
   * Derived#erasable} lists, since all entries that name the same bytes lose them.
   *
   * @throws IllegalArgumentException if the entry is control or not there
   */
  void erase(Cid entry, Collection<Cid> contents);

  /** An accepted entry. */
  Optional<Member> member(Cid entry);

  /** The bytes of a small content, if they are there. */
  Optional<Block> content(Cid content);

  /** What follows from the set as it is now. The value does not change when the set does. */
  Derived derive();
}
