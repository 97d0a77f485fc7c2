package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.schema.ProfileId;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Profiles in memory; a CAR is a line of text. */
public final class FakeProfiles implements Profiles {
  private static final String WORDS =
      "harbor lantern violet granite whisper meadow copper anchor silent orbit maple river "
          + "candle winter fabric ocean pepper mirror window gentle thunder basket cotton island";

  private static final class Held {
    private final ProfileId id;
    private final String name;
    private final boolean own;
    private final Cid head;
    private Optional<String> about = Optional.empty();
    private List<String> links = List.of();
    private long imported;

    private Held(ProfileId id, String name, boolean own, Cid head) {
      this.id = id;
      this.name = name;
      this.own = own;
      this.head = head;
    }
  }

  /** What {@link #exportCar} fails with, after so many bytes. */
  public record Fault(RuntimeException cause, int afterBytes) {}

  /** Set to let exporting fail. */
  public Optional<Fault> exportFault = Optional.empty();

  /** What {@link #holders} gives. */
  public final List<HolderView> holders = new CopyOnWriteArrayList<>();

  /** What {@link #service} gives. */
  public Optional<ServiceView> service = Optional.empty();

  private final FakeDaemon daemon;
  private final Map<ProfileId, Held> held = new LinkedHashMap<>();
  private volatile Optional<ProfileId> inUse = Optional.empty();

  FakeProfiles(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public Optional<ServiceView> service(ProfileId profile) {
    return service;
  }

  @Override
  public List<HolderView> holders(ProfileId profile) {
    return List.copyOf(holders);
  }

  @Override
  public synchronized List<ProfileView> list() {
    return held.values().stream()
        .map(this::view)
        .sorted(Comparator.comparing(ProfileView::own).reversed().thenComparing(ProfileView::name))
        .toList();
  }

  @Override
  public synchronized Optional<ProfileView> inUse() {
    return inUse.map(this::get);
  }

  @Override
  public synchronized ProfileView get(ProfileId profile) {
    return view(find(profile));
  }

  private Held find(ProfileId profile) {
    Held found = held.get(profile);
    if (found == null) {
      throw FakeDaemon.notFound("this profile");
    }
    return found;
  }

  private ProfileView view(Held profile) {
    long live = daemon.posts.countOf(profile.id) + 2 + profile.imported;
    return new ProfileView(
        profile.id,
        profile.name,
        profile.about,
        Optional.empty(),
        profile.links,
        profile.own,
        inUse.equals(Optional.of(profile.id)),
        daemon.follows.follows(profile.id),
        daemon.follows.followers(profile.id),
        live,
        live,
        Optional.of(profile.head),
        Optional.of(profile.head),
        true,
        Optional.of(true),
        "dagbok:" + profile.id);
  }

  @Override
  public synchronized Created create(String name) {
    if (name.length() > 100) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "a name has at most 100 characters", "choose a shorter one");
    }
    ProfileId id = daemon.freshProfile();
    held.put(id, new Held(id, name, true, daemon.freshCid()));
    inUse = Optional.of(id);
    daemon.follows.adopt(id);
    List<String> phrase = List.of(WORDS.split(" ", -1));
    daemon.phrases.keep(id, phrase);
    return new Created(id, daemon.freshCid(), phrase);
  }

  /** Holds somebody else's profile. */
  public synchronized ProfileId hold(String name) {
    ProfileId id = daemon.freshProfile();
    held.put(id, new Held(id, name, false, daemon.freshCid()));
    return id;
  }

  /** What somebody says of themselves. */
  public synchronized void describe(ProfileId profile, String about, List<String> links) {
    Held found = find(profile);
    found.about = Optional.of(about);
    found.links = links;
  }

  @Override
  public synchronized ProfileView use(ProfileId profile) {
    if (!find(profile).own) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "this profile is not yours", "dagbok profile list");
    }
    inUse = Optional.of(profile);
    return get(profile);
  }

  @Override
  public synchronized ProfileId resolve(String text) {
    for (Held profile : held.values()) {
      if (profile.name.equalsIgnoreCase(text)) {
        return profile.id;
      }
    }
    try {
      return ProfileId.parse(text.replaceFirst("\\?.*", ""));
    } catch (CidFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "'" + text + "' names no profile: " + e.getMessage(),
          "dagbok profile list");
    }
  }

  Optional<ProfileId> findInUse() {
    return inUse;
  }

  synchronized ProfileId writing() {
    return inUse.orElseThrow(
        () -> new Refusal(Refusal.Reason.CONFLICT, "there is no profile yet", "dagbok setup"));
  }

  synchronized boolean isOwn(ProfileId profile) {
    Held found = held.get(profile);
    return found != null && found.own;
  }

  synchronized String nameOf(ProfileId profile) {
    Held found = held.get(profile);
    return found == null ? "" : found.name;
  }

  @Override
  public void exportCar(ProfileId profile, ExportScope scope, OutputStream out) {
    String line = get(profile).profile() + " " + scope + "\n";
    try {
      if (exportFault.isPresent()) {
        out.write(new byte[exportFault.get().afterBytes]);
        throw exportFault.get().cause;
      }
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized Imported importCar(InputStream in) {
    String text;
    try {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProfileId id = resolve(text.replaceFirst(" .*", "").strip());
    Held profile = held.computeIfAbsent(id, i -> new Held(i, "imported", false, daemon.freshCid()));
    profile.imported++;
    return new Imported(id, 3, 3, 1);
  }
}
