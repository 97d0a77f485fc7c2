package dagbok.web.page;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Daemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.text.Sizes;
import dagbok.web.text.Times;
import java.util.List;
import java.util.Optional;

/** {@code /p/{root}}: who it is, its root CID to share, how much of it is held, and its posts. */
public final class ProfilePage implements Endpoint {
  private static final int MAX_HOLDERS = 100;

  /** What the template shows. */
  public record View(
      Person person,
      Profiles.ProfileView profile,
      String live,
      List<String> webLinks,
      Optional<Followed> follow,
      Share share,
      Optional<String> tag,
      List<Holder> holders,
      Optional<Profiles.ServiceView> service,
      Timeline timeline) {
    /** How many others have all that there is. */
    public long copies() {
      return holders.stream().filter(Holder::inStep).count();
    }
  }

  /** Somebody who says to hold it, and when that was said last. */
  public record Holder(String peer, boolean inStep, Times.Stamp seen) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Cards cards;
  private final Times times;

  ProfilePage(Frame frame, Daemon daemon, Cards cards, Times times) {
    this.frame = frame;
    this.daemon = daemon;
    this.cards = cards;
    this.times = times;
  }

  @Override
  public Answer answer(Call call) {
    String text = call.path("root");
    ProfileId id = daemon.profiles().resolve(text);
    if (!text.equals(id.toString())) {
      return Answer.seeOther("/p/" + id);
    }
    String mark = frame.mark();
    Profiles.ProfileView profile;
    try {
      profile = daemon.profiles().get(id);
    } catch (Refusal e) {
      return absent(id, e);
    }
    Person person = Person.of(profile);
    View view = view(call, id, profile, person);
    return frame.page(
        200,
        "profile",
        new Frame.Heading(person.name(), section(profile), mark, person.root()),
        view);
  }

  private View view(Call call, ProfileId id, Profiles.ProfileView profile, Person person) {
    return new View(
        person,
        profile,
        Sizes.count(profile.live()),
        profile.links().stream().filter(l -> l.matches("https?://.*")).toList(),
        follow(id),
        Share.of(profile),
        call.query("tag"),
        holders(id),
        daemon.profiles().service(id),
        Timeline.load(daemon.posts(), cards, call, person.href(), Optional.of(id)));
  }

  private List<Holder> holders(ProfileId id) {
    return daemon.profiles().holders(id).stream()
        .limit(MAX_HOLDERS)
        .map(holder -> new Holder(holder.peer(), holder.inStep(), times.stamp(holder.seen())))
        .toList();
  }

  private Optional<Followed> follow(ProfileId id) {
    return daemon.follows().list(Optional.empty()).stream()
        .filter(follow -> follow.profile().equals(id))
        .findFirst()
        .map(Followed::of);
  }

  private static String section(Profiles.ProfileView profile) {
    return profile.inUse() ? "me" : "people";
  }

  /** A gap says why it is one and what can be done. */
  private Answer absent(ProfileId id, Refusal refusal) {
    if (refusal.reason() != Refusal.Reason.NOT_FOUND) {
      throw refusal;
    }
    Optional<Follows.FollowView> follow =
        daemon.follows().list(Optional.empty()).stream()
            .filter(f -> f.profile().equals(id))
            .findFirst();
    AbsentView view = new AbsentView(Person.of(id, "", Optional.empty()), follow.isPresent());
    return frame.page(
        404, "absent", new Frame.Heading("Not held here", "people", frame.mark(), ""), view);
  }

  /** What is shown of a profile that is not held here. */
  public record AbsentView(Person person, boolean followed) {}
}
