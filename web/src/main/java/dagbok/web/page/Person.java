package dagbok.web.page;

import dagbok.schema.ProfileId;
import dagbok.web.port.Profiles;
import dagbok.web.text.Identicon;
import java.util.Optional;

/**
 * Somebody as shown beside what they wrote.
 *
 * @param tail the end of the root CID, since names are free for all to take
 * @param icon an SVG that the root CID decides
 * @param avatar the address of their picture
 */
public record Person(String name, String root, String tail, String icon, Optional<String> avatar) {
  private static final int TAIL_CHARS = 6;

  static Person of(ProfileId profile, String name, Optional<String> avatar) {
    String root = profile.toString();
    return new Person(
        name.isBlank() ? "no name" : name,
        root,
        root.substring(root.length() - TAIL_CHARS),
        Identicon.svg(profile.root()),
        avatar);
  }

  static Person of(Profiles.ProfileView view) {
    return of(view.profile(), view.name(), view.avatar().map(cid -> "/media/" + cid));
  }

  /** Where their profile is. */
  public String href() {
    return "/p/" + root;
  }
}
