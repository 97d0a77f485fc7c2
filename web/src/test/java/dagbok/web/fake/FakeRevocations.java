package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Refusal;
import dagbok.web.port.Revocations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was revoked; the phrase {@code wrong words} is another profile's. */
public final class FakeRevocations implements Revocations {
  /** What {@link #wrote} gives. */
  public final List<Wrote> entries = new CopyOnWriteArrayList<>();

  /** What was asked. */
  public final List<Request> asked = new CopyOnWriteArrayList<>();

  @Override
  public List<Wrote> wrote(ProfileId profile, Cid device) {
    return List.copyOf(entries);
  }

  @Override
  public Revoked revoke(Request request) {
    if (request.phrase().equals(Optional.of("wrong words"))) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "these words are of another profile", "dagbok profile list");
    }
    asked.add(request);
    Cid last = request.last().orElse(request.device());
    return new Revoked(request.device(), request.device(), last);
  }
}
