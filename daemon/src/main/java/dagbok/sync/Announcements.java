package dagbok.sync;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.DeviceProof;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.gossip.Input;
import dagbok.profile.Copy;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Message;
import dagbok.schema.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes announcements of heads (protocol.md, Exchange, Announcement). */
public final class Announcements {
  /** How much of items and contents an announcement carries at most. */
  static final int MAX_CARRIED_BYTES = 48 * 1024;

  /** How many items an announcement carries at most. */
  static final int MAX_CARRIED_ITEMS = 32;

  private Announcements() {}

  /** The heads that say what the replica is, the one that came last first. */
  public static Stream<Encoded<Head>> fitting(Copy replica) {
    Optional<Cid> snapshot = replica.snapshot();
    return replica.heads().stream()
        .filter(head -> Optional.of(head.value().snapshot()).equals(snapshot))
        .filter(head -> !replica.contradicts(head.value()));
  }

  /** What gossip is told of a head that one is in step with. */
  public static Optional<Input.Newest> settled(Copy replica, Encoded<Head> head) {
    return bare(replica, head)
        .map(
            bare ->
                new Input.Newest(replica.profile(), head.cid(), bare.encode(), Optional.empty()));
  }

  /** What gossip is told of a head that was signed here just now. */
  public static Optional<Input.Newest> signed(Copy replica, Encoded<Head> head) {
    return signed(replica, head, MAX_CARRIED_ITEMS);
  }

  /** The same with at most so many items: those that nobody was told of yet. */
  static Optional<Input.Newest> signed(Copy replica, Encoded<Head> head, int items) {
    Optional<Message.Announcement> full = full(replica, head, items);
    return bare(replica, head)
        .filter(bare -> full.isPresent())
        .map(
            bare ->
                new Input.Newest(
                    replica.profile(),
                    head.cid(),
                    bare.encode(),
                    full.map(Message.Announcement::encode)));
  }

  /**
   * The announcement of a head without items. Empty if the grants down to its device are not all
   * here.
   */
  public static Optional<Message.Announcement> bare(Copy replica, Encoded<Head> head) {
    return proof(replica, head.value().device())
        .map(proof -> new Message.Announcement(head, proof, List.of(), List.of()));
  }

  /** The same with the newest items and their small contents, as far as they fit. */
  public static Optional<Message.Announcement> full(Copy replica, Encoded<Head> head) {
    return full(replica, head, MAX_CARRIED_ITEMS);
  }

  private static Optional<Message.Announcement> full(Copy replica, Encoded<Head> head, int most) {
    List<Item> items = new ArrayList<>();
    Map<Cid, Block> contents = new LinkedHashMap<>();
    int room = MAX_CARRIED_BYTES;
    for (Carried next : newest(replica, most)) {
      Member member = next.member();
      List<Block> carried = next.contents();
      room -= size(member) + carried.stream().mapToInt(block -> block.bytes().length).sum();
      if (room < 0) {
        break;
      }
      items.add(item(member));
      carried.forEach(block -> contents.put(block.cid(), block));
    }
    return proof(replica, head.value().device())
        .map(proof -> new Message.Announcement(head, proof, items, List.copyOf(contents.values())));
  }

  private static int size(Member member) {
    int payload = member.payload().map(p -> p.bytes().length).orElse(0);
    return member.entry().bytes().length + payload;
  }

  /** An entry as it is told: what is deleted or void without its payload, even if that is here. */
  private record Carried(Member member, List<Block> contents) {
    static Carried of(History history, Member member) {
      boolean isWhole = member.entry().value().control() || history.isLive(member.cid());
      return new Carried(
          isWhole ? member : new Member(member.entry(), Optional.empty()),
          Announcements.contents(history, member));
    }
  }

  private static List<Carried> newest(Copy replica, int most) {
    return replica.read(
        history ->
            history.newest(most).stream()
                .map(entry -> history.member(entry).orElseThrow())
                .map(member -> Carried.of(history, member))
                .toList());
  }

  private static List<Block> contents(History history, Member member) {
    if (member.payload().isEmpty() || !history.isLive(member.cid())) {
      return List.of();
    }
    Payload payload = member.payload().get().value();
    return payload.packing().packed().stream()
        .flatMap(content -> history.content(content.link()).stream())
        .toList();
  }

  private static Item item(Member member) {
    Optional<Encoded<Payload>> payload = member.payload();
    return payload.isPresent()
        ? Item.whole(member.entry(), payload.get())
        : Item.stub(member.entry());
  }

  /** The root entry and the grants down to a device, whole; empty if they are not all here. */
  public static Optional<List<Item>> proof(Copy replica, Cid device) {
    Deque<Item> proof = new ArrayDeque<>();
    Optional<Cid> at = Optional.of(device);
    while (at.isPresent()) {
      Optional<Member> member = replica.member(at.get());
      if (member.isEmpty() || proof.size() > DeviceProof.MAX_ITEMS) {
        return Optional.empty();
      }
      proof.push(item(member.get()));
      at = member.get().entry().value().device();
    }
    return Optional.of(List.copyOf(proof));
  }
}
