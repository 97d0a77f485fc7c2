package dagbok.dag;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted entry in a {@link State}: what of it the functions need, without its bytes, and what
 * follows for it. What is final never changes; the rest belongs to {@link History}, which hands a
 * row to {@link State#update} after it changed one.
 */
public final class EntryRow {
  /** The number of no entry; those that there are have larger ones. */
  public static final long NONE = 0;

  /** What an entry does by itself. */
  public enum Kind {
    /** It is no control entry. */
    POST,
    ROOT,
    GRANT,
    REVOKE,
    DELETE,
    /** A control entry of a kind that does nothing. */
    OTHER;

    static Kind of(boolean control, String bodyKind) {
      if (!control) {
        return POST;
      }
      return switch (bodyKind) {
        case "root" -> ROOT;
        case "grant" -> GRANT;
        case "revoke" -> REVOKE;
        case "delete" -> DELETE;
        default -> OTHER;
      };
    }
  }

  /** What one has of an entry's payload. */
  public enum Bytes {
    ABSENT,
    /** Its bytes are here, and of the form that this entry's payload must have. */
    HERE,
    /** Its bytes are here, but of a control kind in an entry that is none. */
    UNFIT
  }

  /**
   * What never changes.
   *
   * @param id a number of its own, larger than those of all entries behind it
   * @param payload the CID of its payload
   * @param device the number of the grant or root entry that its device is
   * @param own the number of its {@code own}, {@link #NONE} in the root entry
   * @param prev the numbers of its {@code prev}
   * @param revoked the number of a revoke's {@code grant}, else {@link #NONE}
   * @param last the number of a revoke's {@code last}, else {@link #NONE}
   * @param length of its bytes
   */
  public record Facts(
      long id,
      Cid cid,
      Cid payload,
      Kind kind,
      long height,
      long seq,
      long device,
      long own,
      List<Long> prev,
      long revoked,
      long last,
      int length) {
    /** Copies the list. */
    public Facts {
      prev = List.copyOf(prev);
    }
  }

  private final Facts facts;

  /** What one has of the payload. */
  public Bytes bytes = Bytes.ABSENT;

  /** The entry that it edits, as far as its payload is here. */
  public @Nullable Cid edits;

  /** What it weighs in a pack with its payload; known while that is here. */
  public long weight;

  /** How it stands. */
  public Standing standing = Standing.INCOMPLETE;

  /** How many kept entries have it behind them. */
  public long followers;

  /** How many entries that have it as a parent are live, or have a live one above them. */
  public long covers;

  /** The node in its place; null if it is not kept, or the node still is to be made. */
  public @Nullable Cid node;

  /** Whether the node in its place is to be made, again or for the first time. */
  public boolean stale;

  /** Whether two others of one device have it as their {@code own}. */
  public boolean forked;

  /** With what never changes; the rest as of an entry that nothing is known of. */
  public EntryRow(Facts facts) {
    this.facts = facts;
  }

  /** What never changes. */
  public Facts facts() {
    return facts;
  }

  /** Its number. */
  public long id() {
    return facts.id;
  }

  /** Its CID. */
  public Cid cid() {
    return facts.cid;
  }

  /** Where it stands in canonical order. */
  public Place place() {
    return new Place(facts.height, facts.cid);
  }

  /** Whether its payload is here for nothing: void or deleted, and not control. */
  boolean hasFallen() {
    boolean stands = standing == Standing.LIVE || standing == Standing.INCOMPLETE;
    return !isControl() && !stands && bytes != Bytes.ABSENT;
  }

  /** Whether it is a control entry. */
  public boolean isControl() {
    return facts.kind != Kind.POST;
  }

  /** Whether it stands and all of it is there. */
  public boolean isLive() {
    return standing == Standing.LIVE;
  }

  /** Whether it is live or behind what is. */
  public boolean isKept() {
    return isLive() || followers > 0;
  }

  /** Whether it is among the maximal live entries. */
  public boolean isTip() {
    return isLive() && covers == 0;
  }

  /** Whether a pack has its payload beside it. */
  boolean isWhole() {
    return isLive() || isControl();
  }

  /** What it adds to the weight of a pack. */
  public long packWeight() {
    return isWhole() ? weight : facts.length;
  }

  /** Whether it, or what is above it, is live. */
  boolean isCover() {
    return isLive() || covers > 0;
  }

  /** Whether it needs its payload's contents, or would if it had them all. */
  boolean needsContents() {
    boolean stands = standing == Standing.LIVE || standing == Standing.INCOMPLETE;
    return stands && bytes == Bytes.HERE && !isControl();
  }

  /** {@code own} and {@code prev}: where nodes have their parents from. */
  List<Long> parents() {
    if (facts.own == NONE) {
      return List.of();
    }
    if (facts.prev.isEmpty()) {
      return List.of(facts.own);
    }
    List<Long> parents = new ArrayList<>(facts.prev.size() + 1);
    parents.add(facts.own);
    parents.addAll(facts.prev);
    return parents;
  }

  /** All behind it, one step; an entry that is behind it twice is named twice. */
  List<Long> behind() {
    if (facts.revoked == NONE) {
      return parents();
    }
    List<Long> behind = new ArrayList<>(parents());
    behind.add(facts.revoked);
    behind.add(facts.last);
    return behind;
  }

  /** Whether this is a device's revoke of itself. */
  boolean isSelfRevoke() {
    return facts.revoked != NONE && facts.revoked == facts.device;
  }
}
