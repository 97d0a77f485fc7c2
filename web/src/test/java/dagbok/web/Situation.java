package dagbok.web;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Devices;
import dagbok.web.port.Discovery;
import dagbok.web.port.Follows;
import dagbok.web.port.Health;
import dagbok.web.port.Joining;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Revocations;
import dagbok.web.port.SealedCopies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States in which pages look different, each with the pages that are worth a look in it. */
enum Situation {
  /** There is no profile. */
  FRESH,
  /** There is a profile, and nothing else; its phrase is not confirmed. */
  BEGUN,
  /** Two devices pair by files. */
  CARRYING,
  /** A week of posts, people, and trouble. */
  USED;

  /** Makes it; gives the paths of pages by their names. */
  Map<String, String> make(Site site) {
    return switch (this) {
      case FRESH -> fresh();
      case BEGUN -> begun(site);
      case CARRYING -> carrying(site);
      case USED -> used(site);
    };
  }

  private static Map<String, String> fresh() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("setup-name", "/setup");
    pages.put("setup-recover", "/setup/recover");
    pages.put("people-fresh", "/people");
    pages.put("status-fresh", "/status");
    return pages;
  }

  private static Map<String, String> begun(Site site) {
    ProfileId me = site.fake.profiles.create("Astrid Lindqvist").profile();
    site.fake.health.warn(
        new Health.Warning(
            "pubsub-off",
            "Kubo's pubsub is off, so nobody hears of new posts.",
            "ipfs config --json Pubsub.Enabled true"));
    Map<String, String> pages = new LinkedHashMap<>();
    site.fake.devices.devices.add(device(site, "", true, Optional.empty(), 0));
    Devices.InvitationView unused = site.fake.devices.invite(me, false, Optional.empty());
    site.fake.joining.come(Devices.Stage.ASKED);
    pages.put("devices-code", "/settings/devices");
    pages.put("join-words", "/settings/devices/join");
    pages.put("home-empty", "/");
    pages.put("setup-phrase", "/setup/phrase");
    pages.put("setup-check", "/setup/check");
    pages.put("setup-node", "/setup/node");
    pages.put("setup-ready", "/setup/ready");
    pages.put("setup-another", "/setup?another=1");
    pages.put("people-empty", "/people");
    pages.put("add-empty", "/add");
    pages.put("profile-empty", "/p/" + me);
    pages.put("tag-empty", "/tag/frost");
    return pages;
  }

  private static Map<String, String> carrying(Site site) {
    ProfileId me = site.fake.profiles.create("Astrid Lindqvist").profile();
    Devices.InvitationView invited = site.fake.devices.invite(me, true, Optional.empty());
    Joining.JoinView begun =
        site.fake.joining.join(
            new Joining.Request(
                invited.code(),
                List.of(),
                Optional.empty(),
                invited.file().map(PairingFile::content)));
    Joining.JoinView unused =
        site.fake.joining.carried(
            site.fake.devices.carried(begun.file().orElseThrow().content()).file().get().content());
    Devices.InvitationView unusedNext = site.fake.devices.invite(me, true, Optional.empty());
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("devices-file", "/settings/devices");
    pages.put("join-file", "/settings/devices/join");
    return pages;
  }

  private static Devices.DeviceView device(
      Site site, String name, boolean here, Optional<Cid> by, int wrote) {
    Cid entry = site.fake.profiles.hold("device " + name).root();
    return new Devices.DeviceView(
        entry,
        Optional.of(name).filter(n -> !n.isEmpty()),
        here,
        1_799_000_000,
        by,
        !name.contains("old"),
        wrote == 0
            ? Optional.empty()
            : Optional.of(new Devices.LastEntry(entry, 1_799_000_000L + wrote)));
  }

  private static Map<String, String> used(Site site) {
    Diary diary = new Diary(site.fake);
    site.fake.profiles.create("Astrid at the museum of clocks and watches");
    site.fake.profiles.use(diary.me);
    ProfileId stranger = new ProfileId(Cid.of(diary.me.root().codec(), new byte[] {9}));
    site.fake.follows.nearby.add(
        new Follows.Nearby(stranger.toString(), "Märta på övervåningen", "http://192.0.2.44:8471"));
    site.fake.follows.nearby.add(
        new Follows.Nearby(diary.yusuf.toString(), "يوسف الحداد", "http://[2001:db8::7]:8471"));
    site.fake.follows.nearby.add(new Follows.Nearby("no root", "Mallory", "nowhere"));
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("home", "/");
    pages.put("entry", "/p/" + diary.me + "/" + diary.longPost.entry());
    pages.put("delete", "/p/" + diary.me + "/" + diary.longPost.entry() + "/delete");
    pages.put("edit", "/p/" + diary.me + "/" + diary.longPost.entry() + "/edit");
    site.fake.sealedCopies.copies.add(
        new SealedCopies.SealedCopy(diary.me, diary.longPost.entry(), 1_800_000_000, 900));
    pages.put("deletions", "/deletions");
    pages.put("profile", "/p/" + diary.me);
    pages.put("profile-rtl", "/p/" + diary.yusuf);
    pages.put("compose", "/compose");
    pages.put("add", "/add");
    site.fake.discovery.strangers.add(new Discovery.Found(stranger, List.of(), 1_799_990_000));
    site.fake.discovery.strangers.add(
        new Discovery.Found(
            new ProfileId(Cid.of(diary.me.root().codec(), new byte[] {7})),
            List.of("/ip4/192.0.2.9/tcp/8471/http"),
            1_799_900_000));
    pages.put("discover", "/discover");
    pages.put("add-preview", "/add?profile=dagbok:" + stranger + "?peer=http://192.0.2.44:8471");
    pages.put("add-followed", "/add?profile=" + diary.yusuf);
    pages.put("add-own", "/add?profile=" + diary.me);
    pages.put("add-refused", "/add?profile=nonsense");
    pages.put("people", "/people");
    pages.put("replication", "/settings/replication");
    pages.put("policy", "/settings/replication/" + diary.yusuf);
    Devices.DeviceView first = device(site, "", true, Optional.empty(), 900_000);
    site.fake.devices.devices.add(first);
    site.fake.devices.devices.add(
        device(site, "the old tablet", false, Optional.of(first.device()), 4_000));
    site.fake.devices.devices.add(device(site, "phone", false, Optional.of(first.device()), 0));
    Devices.InvitationView unused = site.fake.devices.invite(diary.me, false, Optional.empty());
    site.fake.devices.come(Devices.Stage.ASKED);
    pages.put("devices", "/settings/devices");
    site.fake.revocations.entries.add(
        new Revocations.Wrote(first.device(), 1_800_000_000, "post", "The tower clock stopped"));
    pages.put("revoke", "/settings/devices/" + site.fake.devices.devices.get(1).device());
    pages.put("sign-out", "/settings/devices/" + first.device());
    pages.put("backup", "/settings/backup");
    pages.put("join", "/settings/devices/join");
    pages.put("status", "/status");
    pages.put("inspect", "/inspect/" + diary.longPost.entry());
    pages.put("tag", "/tag/clocks");
    pages.put("inspect-form", "/inspect");
    pages.put("error", "/p/" + diary.me + "/" + diary.me);
    pages.put("absent", "/p/" + stranger);
    return pages;
  }
}
