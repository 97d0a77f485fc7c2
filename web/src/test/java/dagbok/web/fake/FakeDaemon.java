package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import dagbok.web.port.Daemon;
import dagbok.web.port.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** All parts of a daemon, sharing one memory. Thread-safe: every part locks this. */
public final class FakeDaemon {
  private final AtomicLong counter = new AtomicLong();

  public final FakeEvents events = new FakeEvents();
  public final FakeMedia media = new FakeMedia();
  public final FakeProfiles profiles = new FakeProfiles(this);
  public final FakePosts posts;
  public final FakeDeletions deletions = new FakeDeletions(this);
  public final FakeSealedCopies sealedCopies = new FakeSealedCopies();
  public final FakeFollows follows = new FakeFollows(this);
  public final FakeDiscovery discovery = new FakeDiscovery();
  public final FakeRevocations revocations = new FakeRevocations();
  public final FakePolicies policies = new FakePolicies(this);
  public final FakeDevices devices = new FakeDevices();
  public final FakeJoining joining = new FakeJoining();
  public final FakeHealth health = new FakeHealth(this);
  public final FakePhrases phrases = new FakePhrases();
  public final FakeRecovery recovery = new FakeRecovery(this);
  public final FakeInspection inspection = new FakeInspection(this);

  public FakeDaemon(Clock clock) {
    this.posts = new FakePosts(this, clock);
  }

  public Daemon port() {
    return new Daemon(
        profiles,
        posts,
        deletions,
        sealedCopies,
        follows,
        discovery,
        policies,
        devices,
        joining,
        revocations,
        media,
        inspection,
        health,
        phrases,
        recovery,
        recovery,
        events);
  }

  /** A CID that was not there before, the same in every run. */
  Cid freshCid() {
    String seed = "fake " + counter.incrementAndGet();
    return Cid.of(Multicodec.DAG_CBOR, seed.getBytes(StandardCharsets.UTF_8));
  }

  ProfileId freshProfile() {
    return new ProfileId(freshCid());
  }

  static Refusal notFound(String what) {
    return new Refusal(Refusal.Reason.NOT_FOUND, what + " is not held here", "dagbok status");
  }
}
