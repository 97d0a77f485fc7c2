package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.SealedCopies;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Sealed copies in memory. */
public final class FakeSealedCopies implements SealedCopies {
  public final List<SealedCopy> copies = new CopyOnWriteArrayList<>();

  @Override
  public Kept held(Optional<ProfileId> profile) {
    List<SealedCopy> some =
        copies.stream().filter(copy -> profile.map(copy.profile()::equals).orElse(true)).toList();
    return new Kept(some.size(), some);
  }

  @Override
  public long erase(Optional<ProfileId> profile) {
    return erase(copy -> profile.map(copy.profile()::equals).orElse(true));
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
