package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The profiles that this daemon holds, one's own and others'. */
public interface Profiles {
  /**
   * A profile as people see it.
   *
   * @param followed whether the profile in use follows it, {@code followedBy} which of one's own do
   * @param pinned whether all is kept that is to be; empty if nothing is
   */
  record ProfileView(
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
      String shareLink) {}

  /**
   * Somebody who says to hold a profile; nothing of it is checked.
   *
   * @param peer its name as a peer
   * @param snapshot what it holds, {@code since} and {@code seen} in seconds since 1970
   * @param inStep whether that is the newest one known here
   */
  record HolderView(String peer, Cid snapshot, boolean inStep, long since, long seen) {}

  /**
   * One's own profile at a pinning service.
   *
   * @param status {@code queued}, {@code pinning}, {@code pinned} or {@code failed}
   * @param inStep whether all that there is now is there
   * @param details what is wrong; empty if nothing
   */
  record ServiceView(
      String host, Optional<Cid> snapshot, String status, boolean inStep, String details) {}

  /** A new profile. The phrase, 24 words, is kept until it is confirmed; see {@link Phrases}. */
  record Created(ProfileId profile, Cid device, List<String> phrase) {}

  /** What an import brought: entries and live entries in all, and how many were new. */
  record Imported(ProfileId profile, long entries, long live, long added) {}

  /** How much an export takes. */
  enum ExportScope {
    /** Head, snapshot, packs, linked media. */
    PACKS,
    /** Every node, entry, payload and content as blocks too. */
    LOOSE
  }

  /** All of them: one's own first, then by name. */
  List<ProfileView> list();

  /** The one of one's own that is in use. */
  Optional<ProfileView> inUse();

  /** One of them. */
  ProfileView get(ProfileId profile);

  /** Who says to hold a profile, as far as was heard in the last hours. */
  List<HolderView> holders(ProfileId profile);

  /** How it stands with a profile at the pinning service, if there is one and it was asked. */
  Optional<ServiceView> service(ProfileId profile);

  /** Makes a profile with a first device and puts it in use. */
  Created create(String name);

  /** Puts one of one's own profiles in use. */
  ProfileView use(ProfileId profile);

  /** The profile that a CID in any base, a share link or a local short name stands for. */
  ProfileId resolve(String text);

  /** Writes a CARv1 whose only root is the head's CID; the caller closes {@code out}. */
  void exportCar(ProfileId profile, ExportScope scope, OutputStream out);

  /** Takes in what a CAR holds of a profile, checked; the caller closes {@code in}. */
  Imported importCar(InputStream in);
}
