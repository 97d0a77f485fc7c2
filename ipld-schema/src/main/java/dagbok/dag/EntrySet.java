package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History.Member;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members by CID, the bytes of packed contents, and what the functions ask of them. */
final class EntrySet {
  private final Map<Cid, Member> members = new HashMap<>();
  private final Map<Cid, Block> contents = new HashMap<>();

  Map<Cid, Member> members() {
    return members;
  }

  Map<Cid, Block> contents() {
    return contents;
  }

  @Nullable Member get(Cid entry) {
    return members.get(entry);
  }

  Member require(Cid entry) {
    Member member = members.get(entry);
    if (member == null) {
      throw new IllegalStateException("entry " + entry + " is behind a member and not in the set");
    }
    return member;
  }

  /** {@code own} and {@code prev}: the entries whose places a node's parents are. */
  static List<Cid> before(Entry entry) {
    List<Cid> before = new ArrayList<>(entry.prev().size() + 1);
    entry.own().ifPresent(before::add);
    before.addAll(entry.prev());
    return before;
  }

  /** All that is behind an entry: {@code own}, {@code prev}, and a revoke's two. */
  static List<Cid> behind(Entry entry, Optional<Control> control) {
    List<Cid> behind = before(entry);
    if (control.isPresent() && control.get() instanceof Control.Revoke revoke) {
      behind.add(revoke.grant());
      behind.add(revoke.last());
    }
    return behind;
  }

  static List<Cid> behind(Member member) {
    return behind(member.entry().value(), member.control(Control.class));
  }

  /** Whether a member is a device's revoke of itself, which nothing of that device may follow. */
  static boolean isSelfRevoke(Member member) {
    return member
        .control(Control.Revoke.class)
        .filter(revoke -> Optional.of(revoke.grant()).equals(member.entry().value().device()))
        .isPresent();
  }

  /** Whether the bytes of all packed contents of a payload are here. */
  boolean hasContents(Payload payload) {
    for (Content content : payload.packing().packed()) {
      Block block = contents.get(content.link());
      if (block == null || block.bytes().length != content.size()) {
        return false;
      }
    }
    return true;
  }
}
