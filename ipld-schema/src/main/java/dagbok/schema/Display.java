package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bodies that people read. {@link #of} is lenient, since what single kinds demand matters for
 * display only: a known field of another type or beyond its bound counts as absent, unknown fields
 * are kept in {@code more}, and a body that lacks what its kind can't do without is {@link
 * Unknown}. Constructors are strict, so that nobody writes what others would not read.
 */
public sealed interface Display
    permits Display.Profile,
        Post,
        Display.Repost,
        Display.Like,
        Display.Edit,
        Display.Notice,
        Display.Unknown {
  /** The most bytes of a profile's {@code about}. */
  int MAX_ABOUT_BYTES = 4096;

  /** The most tags of a post. */
  int MAX_TAGS = 32;

  /** The most bytes of a like's mark. */
  int MAX_MARK_BYTES = 32;

  /** The most links of a profile, which the payload's size bounds in any case. */
  int MAX_LINKS = 256;

  /** The fields that this version of the protocol does not know. */
  Map<String, Ipld> more();

  /** The body for a payload. */
  Body toBody();

  /** What {@code body} says, as far as it can be understood; of a control kind, {@link Unknown}. */
  static Display of(Body body) {
    return DisplayForm.read(body);
  }

  /**
   * Who somebody is. The last in canonical order counts.
   *
   * @param avatar index into the payload's contents
   * @param banner index into the payload's contents
   * @param links addresses elsewhere
   */
  record Profile(
      String name,
      Optional<String> about,
      OptionalLong avatar,
      OptionalLong banner,
      List<String> links,
      Map<String, Ipld> more)
      implements Display {
    /** Checks every bound. */
    public Profile {
      links = List.copyOf(links);
      more = DisplayForm.copyOf(more, DisplayForm.PROFILE_FIELDS);
      Form.text("profile.name", name);
      about.ifPresent(text -> Form.text("profile.about", text, MAX_ABOUT_BYTES));
      Form.integer("profile.avatar", avatar);
      Form.integer("profile.banner", banner);
      Form.count("profile.links", links.size(), MAX_LINKS);
      links.forEach(link -> Form.text("profile.links", link));
    }

    @Override
    public Body toBody() {
      return DisplayForm.body(this);
    }
  }

  /**
   * A repost of an entry; own words, if any, are contents.
   *
   * @param of what is reposted
   */
  record Repost(Target of, Map<String, Ipld> more) implements Display {
    /** Copies the map. */
    public Repost {
      more = DisplayForm.copyOf(more, DisplayForm.REPOST_FIELDS);
    }

    @Override
    public Body toBody() {
      return DisplayForm.body(this);
    }
  }

  /**
   * A sign of liking; undone by deleting it.
   *
   * @param of what is liked
   * @param mark a symbol, if not the usual one
   */
  record Like(Target of, Optional<String> mark, Map<String, Ipld> more) implements Display {
    /** Checks the mark. */
    public Like {
      more = DisplayForm.copyOf(more, DisplayForm.LIKE_FIELDS);
      mark.ifPresent(text -> Form.text("like.mark", text, MAX_MARK_BYTES));
    }

    @Override
    public Body toBody() {
      return DisplayForm.body(this);
    }
  }

  /**
   * What a post of the same profile says from now on. Its payload's contents replace those of the
   * post.
   *
   * @param entry the post
   * @param post what replaces its fields
   */
  record Edit(Cid entry, Post post, Map<String, Ipld> more) implements Display {
    /** Checks the reference. */
    public Edit {
      more = DisplayForm.copyOf(more, DisplayForm.EDIT_FIELDS);
      Form.object("edit.entry", entry);
    }

    /**
     * What {@code body} edits; empty if it is no edit, which takes a 36-byte {@code entry} and
     * nothing else. Deletes go by this.
     */
    public static Optional<Cid> entryOf(Body body) {
      return DisplayForm.editedEntry(body);
    }

    @Override
    public Body toBody() {
      return DisplayForm.body(this);
    }
  }

  /**
   * "{@code of} is a reply to my post {@code to}": makes the reply visible to followers.
   *
   * @param of the reply
   * @param to the post of this profile
   */
  record Notice(Target of, Target to, Map<String, Ipld> more) implements Display {
    /** Copies the map. */
    public Notice {
      more = DisplayForm.copyOf(more, DisplayForm.NOTICE_FIELDS);
    }

    @Override
    public Body toBody() {
      return DisplayForm.body(this);
    }
  }

  /**
   * A kind that nobody here knows, or one that can't be understood: kept, and a placeholder shown.
   */
  record Unknown(Body body) implements Display {
    @Override
    public Map<String, Ipld> more() {
      return body.value() instanceof Ipld.Struct struct ? struct.fields() : Map.of();
    }

    @Override
    public Body toBody() {
      return body;
    }
  }
}
