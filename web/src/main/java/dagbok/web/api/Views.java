package dagbok.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Devices;
import dagbok.web.port.Follows;
import dagbok.web.port.Health;
import dagbok.web.port.Inspection;
import dagbok.web.port.Joining;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Posts;
import dagbok.web.port.Profiles;
import dagbok.web.port.Recovery;
import dagbok.web.qr.QrCode;
import dagbok.web.setup.NodeWords;
import dagbok.web.setup.Setup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the API answers, field by field, under the names that scripts rely on. */
final class Views {
  private Views() {}

  record StatusJson(
      String version,
      String page,
      IpfsJson ipfs,
      List<HeldJson> profiles,
      List<Health.Warning> warnings,
      long outbox) {
    static StatusJson of(Health.StatusView view) {
      return new StatusJson(
          view.version(),
          view.page(),
          IpfsJson.of(view.ipfs()),
          view.profiles().stream().map(HeldJson::of).toList(),
          view.warnings(),
          view.outbox());
    }
  }

  record IpfsJson(
      String kind,
      boolean own,
      Optional<String> api,
      Optional<String> version,
      int peers,
      int httpPeers,
      boolean up,
      String why,
      List<String> addresses) {
    static IpfsJson of(Health.IpfsView view) {
      return new IpfsJson(
          view.kind(),
          view.own(),
          view.api(),
          view.version(),
          view.peers(),
          view.httpPeers(),
          view.up(),
          view.why(),
          view.addresses());
    }
  }

  record HeldJson(
      ProfileId profile,
      boolean own,
      long entries,
      long live,
      Optional<Cid> head,
      Optional<Cid> snapshot,
      boolean inStep,
      Optional<Boolean> pinned) {
    static HeldJson of(Profiles.ProfileView view) {
      return new HeldJson(
          view.profile(),
          view.own(),
          view.entries(),
          view.live(),
          view.head(),
          view.snapshot(),
          view.inStep(),
          view.pinned());
    }
  }

  record ProfileJson(
      ProfileId profile,
      String name,
      Optional<String> about,
      Optional<Cid> avatar,
      List<String> links,
      boolean own,
      boolean inUse,
      boolean followed,
      List<ProfileId> followedBy,
      long entries,
      long live,
      Optional<Cid> head,
      Optional<Cid> snapshot,
      boolean inStep,
      Optional<Boolean> pinned,
      String shareLink) {
    static ProfileJson of(Profiles.ProfileView view) {
      return new ProfileJson(
          view.profile(),
          view.name(),
          view.about(),
          view.avatar(),
          view.links(),
          view.own(),
          view.inUse(),
          view.followed(),
          view.followedBy(),
          view.entries(),
          view.live(),
          view.head(),
          view.snapshot(),
          view.inStep(),
          view.pinned(),
          view.shareLink());
    }
  }

  record ImportedJson(ProfileId profile, long entries, long live, @JsonProperty("new") long added) {
    static ImportedJson of(Profiles.Imported view) {
      return new ImportedJson(view.profile(), view.entries(), view.live(), view.added());
    }
  }

  /** {@code text}: all its texts, one after the other. */
  record PostJson(
      Cid entry,
      ProfileId profile,
      String profileName,
      long time,
      String kind,
      Optional<String> title,
      Optional<String> text,
      List<String> tags,
      Optional<String> stream,
      Optional<String> language,
      Optional<String> warning,
      boolean sensitive,
      Optional<String> place,
      List<Posts.ContentView> contents,
      String state,
      long copies,
      Cid payload,
      Optional<Cid> node,
      Optional<Long> deletion,
      Optional<Long> edited) {
    static PostJson of(Posts.PostView view) {
      return new PostJson(
          view.entry(),
          view.profile(),
          view.profileName(),
          view.time(),
          view.kind(),
          view.title(),
          text(view),
          view.tags(),
          view.stream(),
          view.language(),
          view.warning(),
          view.sensitive(),
          view.place(),
          view.contents(),
          word(view.state()),
          view.copies(),
          view.payload(),
          view.node(),
          view.deletion(),
          view.edited());
    }

    private static Optional<String> text(Posts.PostView view) {
      return view.texts().stream().map(Posts.TextView::text).reduce((a, b) -> a + "\n\n" + b);
    }
  }

  record ServiceJson(Optional<Profiles.ServiceView> service) {}

  record FollowJson(
      ProfileId profile,
      String name,
      List<String> peers,
      String progress,
      long entries,
      long packsDone,
      long packsTotal,
      Optional<String> trouble) {
    static FollowJson of(Follows.FollowView view) {
      return new FollowJson(
          view.profile(),
          view.name(),
          view.peers(),
          word(view.progress()),
          view.entries(),
          view.packsDone(),
          view.packsTotal(),
          view.trouble());
    }
  }

  record RecoveredJson(
      ProfileId profile, String progress, long packsDone, long packsTotal, Optional<Cid> device) {
    static RecoveredJson of(Recovery.Recovered view) {
      return new RecoveredJson(
          view.profile(),
          word(view.progress()),
          view.packsDone(),
          view.packsTotal(),
          view.device());
    }
  }

  record NodeJson(Cid node, List<Cid> parents, Optional<Cid> entry) {
    static NodeJson of(Inspection.NodeView view) {
      return new NodeJson(view.node(), view.parents(), view.entry());
    }
  }

  record GoneJson(ProfileId profile) {}

  /** {@code rows}: from the top, {@code 1} for a dark module, with the quiet zone. */
  record QrJson(ProfileId profile, String link, List<String> rows) {}

  record PhraseJson(ProfileId profile, List<String> phrase) {}

  /** {@code wrong}: the places whose word was wrong; none, and the phrase is confirmed. */
  record CheckedJson(ProfileId profile, List<Integer> wrong) {}

  record NodeWordsJson(
      String title, String meaning, Optional<String> peers, Optional<Health.Warning> better) {}

  /** {@code ask}: places of the phrase, other ones each time, whose words confirm it. */
  record SetupJson(
      String step,
      Optional<ProfileId> profile,
      Optional<String> name,
      Optional<String> link,
      List<Integer> ask,
      IpfsJson ipfs,
      NodeWordsJson node) {
    static SetupJson of(
        Setup.Step step,
        Optional<Profiles.ProfileView> profile,
        List<Integer> ask,
        Health.IpfsView ipfs,
        NodeWords node) {
      return new SetupJson(
          word(step),
          profile.map(Profiles.ProfileView::profile),
          profile.map(Profiles.ProfileView::name),
          profile.map(Profiles.ProfileView::shareLink),
          ask,
          IpfsJson.of(ipfs),
          new NodeWordsJson(
              node.title(),
              node.meaning(),
              Optional.of(node.peers()).filter(p -> !p.isEmpty()),
              node.better()));
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  record LastJson(Cid entry, long time) {}

  record DeviceJson(
      Cid device,
      Optional<String> name,
      boolean here,
      long since,
      Optional<Cid> by,
      boolean inForce,
      Optional<LastJson> last) {
    static DeviceJson of(Devices.DeviceView view) {
      return new DeviceJson(
          view.device(),
          view.name(),
          view.here(),
          view.since(),
          view.by(),
          view.inForce(),
          view.last().map(last -> new LastJson(last.entry(), last.time())));
    }
  }

  record InvitationJson(
      ProfileId profile,
      String code,
      String text,
      List<String> addresses,
      long expires,
      String stage,
      List<String> words,
      Optional<String> asking,
      Optional<String> file,
      Optional<Devices.Failure> why,
      List<String> qr) {
    static InvitationJson of(Devices.InvitationView view) {
      return new InvitationJson(
          view.profile(),
          view.code(),
          view.text(),
          view.addresses(),
          view.expires(),
          lower(view.stage()),
          view.words(),
          view.asking(),
          view.file().map(PairingFile::content),
          view.why(),
          QrCode.of(view.text()).rows());
    }
  }

  record JoinJson(
      String stage,
      List<String> words,
      Optional<ProfileId> profile,
      Optional<String> profileName,
      boolean agreed,
      Optional<String> file,
      Optional<Devices.Failure> why) {
    static JoinJson of(Joining.JoinView view) {
      return new JoinJson(
          lower(view.stage()),
          view.words(),
          view.profile(),
          view.profileName(),
          view.agreed(),
          view.file().map(PairingFile::content),
          view.why());
    }
  }

  private static String lower(Devices.Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  record DoneJson(boolean done) {}
}
