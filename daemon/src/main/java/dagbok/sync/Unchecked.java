package dagbok.sync;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Arrival;
import dagbok.dag.History;
import dagbok.profile.Batch;
import dagbok.profile.Copy;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.store.PostTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest posts of profiles that are being caught up with, to be read before what is behind them
 * is here (protocol.md, Catching up): signed by a device in force, but part of no set, neither kept
 * nor told to anybody. In memory alone; after a restart they are the first to come again.
 * Thread-safe.
 */
public final class Unchecked {
  /** The most posts of a profile. */
  static final int MAX_POSTS = 200;

  /** The most bytes of their payloads and small contents: 1 MiB. */
  static final long MAX_BYTES = 1L << 20;

  /** The most profiles at a time. */
  static final int MAX_PROFILES = 64;

  /** The most entries of a profile that are remembered not to be shown. */
  static final int MAX_GONE = 4_096;

  private static final Comparator<Post> NEWEST_FIRST =
      Comparator.<Post>comparingLong(post -> post.entry().value().height())
          .thenComparing(post -> post.entry().cid())
          .reversed();

  private final Map<ProfileId, Shown> profiles = new ConcurrentHashMap<>();

  /** A post as it came, with the small contents that it names. */
  public record Post(Arrival arrival, Encoded<Payload> payload, Map<Cid, Block> contents) {
    /** Copies the map. */
    public Post {
      contents = Map.copyOf(contents);
    }

    /** Its entry, whose form is right. */
    public Encoded<Entry> entry() {
      return arrival.entry();
    }

    private long bytes() {
      long small = contents.values().stream().mapToLong(block -> block.bytes().length).sum();
      return small + payload.bytes().length + entry().bytes().length;
    }
  }

  /**
   * What is shown of a profile.
   *
   * @param head which they are of
   * @param gone entries that something newer says are deleted
   * @param told those whose appearing was told of
   */
  private record Shown(Cid head, List<Post> posts, Set<Cid> gone, Set<Cid> told) {}

  /** The posts of a profile that may be read now, the newest first. */
  public List<Post> of(Copy replica) {
    Shown shown = profiles.get(replica.profile());
    return shown == null
        ? List.of()
        : replica.read(
            history -> shown.posts().stream().filter(post -> isFit(history, post)).toList());
  }

  /** Whether nothing that is known speaks against a post that is not in the set. */
  private static boolean isFit(History history, Post post) {
    Entry entry = post.entry().value();
    Cid cid = post.entry().cid();
    return entry.device().filter(history::isInForce).flatMap(history::key).isPresent()
        && entry.device().flatMap(history::key).equals(post.arrival().signedBy())
        && history.standing(cid).isEmpty()
        && !history.isDeleted(cid);
  }

  /**
   * Shows what came in the newest packs of a head in the place of what was shown of the profile;
   * what can be read now and could not before.
   */
  List<Cid> show(Copy replica, Cid head, Batch newest) {
    ProfileId profile = replica.profile();
    if (!profiles.containsKey(profile) && profiles.size() >= MAX_PROFILES) {
      return List.of();
    }
    Shown shown = profiles.compute(profile, (p, before) -> shown(profile, head, newest, before));
    return of(replica).stream().map(post -> post.entry().cid()).filter(shown.told()::add).toList();
  }

  private static Shown shown(ProfileId profile, Cid head, Batch newest, @Nullable Shown before) {
    Set<Cid> gone = new HashSet<>(before == null ? Set.of() : before.gone());
    newest.arrivals().stream()
        .flatMap(arrival -> gone(arrival).stream())
        .limit(Math.max(0, MAX_GONE - gone.size()))
        .forEach(gone::add);
    Set<Cid> told = ConcurrentHashMap.newKeySet();
    told.addAll(before == null ? Set.of() : before.told());
    List<Post> posts = posts(profile, newest, gone);
    Set<Cid> here = new HashSet<>();
    posts.forEach(post -> here.add(post.entry().cid()));
    told.retainAll(here);
    return new Shown(head, posts, gone, told);
  }

  /** What an item says is deleted: a stub itself, a delete what it names. */
  private static List<Cid> gone(Arrival arrival) {
    if (!arrival.entry().value().control()) {
      return arrival.payload().isEmpty() ? List.of(arrival.entry().cid()) : List.of();
    }
    Optional<Payload> signed =
        arrival.signedBy().flatMap(key -> arrival.payload()).map(Encoded::value);
    try {
      return signed.isPresent()
              && Control.of(signed.get().body()).orElse(null) instanceof Control.Delete delete
          ? delete.entries()
          : List.of();
    } catch (SchemaException e) {
      return List.of(); // told by the set
    }
  }

  private static List<Post> posts(ProfileId profile, Batch newest, Set<Cid> gone) {
    Map<Cid, Block> contents = new HashMap<>();
    newest.contents().forEach(block -> contents.put(block.cid(), block));
    List<Post> all = new ArrayList<>();
    for (Arrival arrival : newest.arrivals()) {
      if (!gone.contains(arrival.entry().cid())
          && arrival.entry().value().profile().equals(Optional.of(profile))) {
        post(arrival, contents).ifPresent(all::add);
      }
    }
    all.sort(NEWEST_FIRST);
    List<Post> posts = new ArrayList<>();
    long bytes = 0;
    for (Post post : all) {
      bytes += post.bytes();
      if (bytes > MAX_BYTES || posts.size() == MAX_POSTS) {
        break;
      }
      posts.add(post);
    }
    return List.copyOf(posts);
  }

  /** A post that feeds show, if all came that it needs. */
  private static Optional<Post> post(Arrival arrival, Map<Cid, Block> contents) {
    Optional<Encoded<Payload>> payload =
        arrival
            .payload()
            .filter(found -> !arrival.entry().value().control())
            .filter(found -> !found.value().body().isControl())
            .filter(found -> PostTable.isInFeeds(found.value().body().kind()));
    if (payload.isEmpty()) {
      return Optional.empty();
    }
    Map<Cid, Block> small = new HashMap<>();
    for (Content content : payload.get().value().packing().packed()) {
      Block block = contents.get(content.link());
      if (block == null || block.bytes().length != content.size()) {
        return Optional.empty();
      }
      small.put(content.link(), block);
    }
    return Optional.of(new Post(arrival, payload.get(), small));
  }

  /** Whether what is shown of a profile is of this head. */
  boolean isOf(ProfileId profile, Cid head) {
    Shown shown = profiles.get(profile);
    return shown != null && shown.head().equals(head);
  }

  /** Whether people were told that they can read this entry. */
  boolean wasTold(ProfileId profile, Cid entry) {
    Shown shown = profiles.get(profile);
    return shown != null && shown.told().contains(entry);
  }

  /** This head was caught up with, or is not believed any more. */
  void over(ProfileId profile, Cid head) {
    profiles.computeIfPresent(profile, (p, shown) -> shown.head().equals(head) ? null : shown);
  }

  /** No others than these heads are to be caught up with. */
  void keepOnly(ProfileId profile, Supplier<Set<Cid>> heads) {
    Shown shown = profiles.get(profile);
    if (shown != null && !heads.get().contains(shown.head())) {
      over(profile, shown.head());
    }
  }

  /** Shows nothing more of a profile. */
  void drop(ProfileId profile) {
    profiles.remove(profile);
  }
}
