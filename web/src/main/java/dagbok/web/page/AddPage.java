package dagbok.web.page;

import dagbok.schema.ProfileId;
import dagbok.schema.ShareLink;
import dagbok.web.guard.SafetyHeaders;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.port.Sought;
import dagbok.web.qr.QrPictures;
import dagbok.web.text.Pasted;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code /add}: following somebody by share link, root CID, QR code, or from those seen on this
 * network. What will be followed is shown before it is.
 */
public final class AddPage {
  /** What the form's template shows. */
  public record View(
      String profile, Optional<Problem> problem, List<Seen> nearby, Optional<Share> mine) {}

  /**
   * Somebody on this network.
   *
   * @param address empty if they came here and can't be gone to
   * @param link leads to a closer look
   */
  public record Seen(Person person, String address, String link) {
    /** The address without the key of who is there, which says nothing to people. */
    public String place() {
      return address.replaceFirst("/p2p/[^/]*$", "");
    }
  }

  /**
   * What will be followed.
   *
   * @param claimed whether the name is what somebody on this network says, and not checked
   * @param relation {@code own}, {@code followed}, {@code held} or {@code new}
   */
  public record Preview(
      Person person,
      boolean named,
      boolean claimed,
      String relation,
      String peers,
      String stream,
      String tag,
      Optional<Problem> problem) {
    /** Whether anything beyond the profile was said. */
    public boolean hasMore() {
      return !(peers + stream + tag).isEmpty();
    }
  }

  private final Frame frame;
  private final Daemon daemon;
  private final QrPictures pictures = new QrPictures();

  AddPage(Frame frame, Daemon daemon) {
    this.frame = frame;
    this.daemon = daemon;
  }

  Answer form(Call call) {
    Optional<String> profile = call.query("profile");
    return profile.isPresent()
        ? look(profile.get())
        : page(200, new View("", Optional.empty(), nearby(), mine()));
  }

  /** What a link or CID that was typed, or a picture that was given, stands for. */
  Answer preview(Call call) throws IOException {
    try (Form form = call.form()) {
      Optional<Form.Upload> picture = picture(form);
      try {
        return look(picture.isPresent() ? pictures.read(picture.get().file()) : pasted(form));
      } catch (Refusal e) {
        return refused(form.text("profile").orElse(""), e);
      }
    }
  }

  /** The text of a QR code that a camera sees, for the script; nothing if there is none. */
  Answer scan(Call call) throws IOException {
    try (Form form = call.form()) {
      Optional<Form.Upload> picture = picture(form);
      return picture.isEmpty()
          ? Answer.empty(204)
          : Answer.text(200, "text/plain; charset=utf-8", pictures.read(picture.get().file()));
    } catch (Refusal e) {
      return Answer.empty(204);
    }
  }

  private static Optional<Form.Upload> picture(Form form) {
    return form.files("picture").stream().flatMap(Optional::stream).findFirst();
  }

  private static String pasted(Form form) {
    return form.text("profile")
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.BAD_INPUT,
                    "there is no share link, CID or picture",
                    "paste the link that you were given, or choose a picture of its QR code"));
  }

  private Answer look(String text) {
    try {
      Pasted link = Pasted.of(text);
      ProfileId profile = Sought.profile(daemon.profiles(), link.text());
      return preview(200, profile, String.join("\n", link.peers()), "", "", Optional.empty());
    } catch (Refusal e) {
      return refused(text, e);
    }
  }

  Answer follow(Call call) throws IOException {
    try (Form form = call.form()) {
      try {
        Pasted link = Pasted.of(pasted(form));
        return follow(form, Sought.profile(daemon.profiles(), link.text()), link);
      } catch (Refusal e) {
        return refused(form.text("profile").orElse(""), e);
      }
    }
  }

  private Answer follow(Form form, ProfileId profile, Pasted link) {
    try {
      Follows.FollowView follow = daemon.follows().follow(request(form, profile, link));
      return Answer.seeOther("/people#f-" + follow.profile());
    } catch (Refusal e) {
      int status = Statuses.of(e.reason());
      return preview(
          status,
          profile,
          form.text("peers").orElse(""),
          form.text("stream").orElse(""),
          form.text("tag").orElse(""),
          Optional.of(Problem.of(status, e)));
    }
  }

  private Follows.Request request(Form form, ProfileId profile, Pasted link) {
    List<String> peers = new ArrayList<>(link.peers());
    peers.addAll(lines(form.text("peers").orElse("")));
    return new Follows.Request(
        profile,
        peers.stream().distinct().toList(),
        form.text("stream"),
        form.text("tag"),
        Optional.empty(),
        Roots.as(form, daemon.profiles()));
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\\s+")).filter(line -> !line.isEmpty()).toList();
  }

  private Answer preview(
      int status,
      ProfileId profile,
      String peers,
      String stream,
      String tag,
      Optional<Problem> problem) {
    Optional<Profiles.ProfileView> held =
        daemon.profiles().list().stream().filter(p -> p.profile().equals(profile)).findFirst();
    Optional<String> claimed = held.isPresent() ? Optional.empty() : claimedName(profile);
    Person person =
        held.map(Person::of)
            .orElseGet(() -> Person.of(profile, claimed.orElse(""), Optional.empty()));
    boolean named = held.isPresent() || claimed.isPresent();
    Preview view =
        new Preview(
            person, named, claimed.isPresent(), relation(held), peers, stream, tag, problem);
    Frame.Heading heading = new Frame.Heading("Follow?", "people", frame.mark(), "");
    return frame.page(status, "add-preview", heading, view);
  }

  private Optional<String> claimedName(ProfileId profile) {
    return daemon.follows().nearby().stream()
        .filter(seen -> seen.profile().equals(profile.toString()))
        .map(seen -> seen.name().strip())
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  private static String relation(Optional<Profiles.ProfileView> held) {
    if (held.isEmpty()) {
      return "new";
    }
    return held.get().own() ? "own" : held.get().followed() ? "followed" : "held";
  }

  private List<Seen> nearby() {
    return daemon.follows().nearby().stream().flatMap(one -> seen(one).stream()).toList();
  }

  /** What others announce is only shown if it can be a profile at all. */
  private static Optional<Seen> seen(Follows.Nearby one) {
    try {
      ProfileId profile = ProfileId.parse(one.profile());
      List<String> peers = one.address().isEmpty() ? List.of() : List.of(one.address());
      String link = new ShareLink(profile, peers).toString();
      Person person = Person.of(profile, one.name(), Optional.empty());
      return Optional.of(new Seen(person, one.address(), query(link)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Where what a link stands for is looked at. */
  static String query(String link) {
    return "/add?profile=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
  }

  private Optional<Share> mine() {
    return frame.me().map(Share::of);
  }

  private Answer refused(String typed, Refusal refusal) {
    int status = Statuses.of(refusal.reason());
    Problem problem = Problem.of(status, refusal);
    return page(status, new View(typed, Optional.of(problem), nearby(), mine()));
  }

  /** The only page that may ask for the camera. */
  private Answer page(int status, View view) {
    Frame.Heading heading = new Frame.Heading("Add somebody", "people", frame.mark(), "");
    return frame
        .page(status, "add", heading, view)
        .with("Permissions-Policy", SafetyHeaders.CAMERA_ALLOWED);
  }
}
