package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.web.port.SealedCopies;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Sealed copies in memory; the number of each is its place, from 1. */
public final class FakeSealedCopies implements SealedCopies {
  public final List<SealedCopy> copies = new CopyOnWriteArrayList<>();

  /** Of how many more copies are being made. */
  public volatile long coming;

  @Override
  public Kept held(Whose whose) {
    List<SealedCopy> some = copies.stream().filter(of(whose)).toList();
    long newest = some.isEmpty() ? 0 : copies.indexOf(some.get(some.size() - 1)) + 1;
    return new Kept(some.size(), newest, coming, some);
  }

  private static Predicate<SealedCopy> of(Whose whose) {
    return copy -> whose.profile().map(copy.profile()::equals).orElse(true);
  }

  @Override
  public long erase(Whose whose, OptionalLong last) {
    List<SealedCopy> seen = copies.stream().limit(last.orElse(Long.MAX_VALUE)).toList();
    return erase(of(whose).and(seen::contains));
  }

  @Override
  public long erase(List<Cid> entries) {
    if (copies.stream().noneMatch(copy -> entries.contains(copy.entry()))) {
      throw FakeDaemon.notFound("a sealed copy");
    }
    return erase(copy -> entries.contains(copy.entry()));
  }

  private long erase(Predicate<SealedCopy> gone) {
    long before = copies.size();
    boolean unused = copies.removeIf(gone);
    return before - copies.size();
  }
}
