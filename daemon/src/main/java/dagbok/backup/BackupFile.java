package dagbok.backup;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.codec.DecodeException;
import dagbok.crypto.RecoveryPhrase;
import dagbok.profile.KeyFolder;
import dagbok.schema.ProfileId;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a backup to its end, checks every piece of it, and counts what is in it. */
public final class BackupFile {
  private static final int SEED_BYTES = 32;

  private BackupFile() {}

  /**
   * What is in one.
   *
   * @param made when, in seconds since 1970, and by which version
   * @param move whether its devices go to the machine where it is restored
   * @param own one's own profiles, {@code followed} the others
   * @param cars how many profiles are in it as CARs, with so many blocks
   */
  public record Summary(
      long made,
      String version,
      boolean move,
      List<ProfileId> own,
      long followed,
      long keys,
      long phrases,
      long outbox,
      long cars,
      long carBlocks,
      boolean config) {
    /** Copies the list. */
    public Summary {
      own = List.copyOf(own);
    }
  }

  /** Takes what is read; that all of it is right is known at the end only. */
  interface Sink {
    default void config(String text) throws IOException {}

    default void key(KeyFolder.Key key) throws IOException {}

    default void phrase(ProfileId profile, List<String> words) throws IOException {}

    default void profile(ProfileNote note, boolean move) throws IOException {}

    default void outbox(ProfileId profile, Block block) throws IOException {}

    default void car(ProfileId profile, Optional<Block> block, List<Cid> roots)
        throws IOException {}
  }

  /** Reads it, and takes nothing. The caller closes {@code in}. */
  public static Summary check(InputStream in, String passphrase) throws IOException {
    return read(in, passphrase, new Sink() {});
  }

  /** The same, for who must not spend more than what backups cost that this version makes. */
  public static Summary checkStandard(InputStream in, String passphrase) throws IOException {
    return read(in, BackupKey.read(in, passphrase, BackupKey.Cost.STANDARD), new Sink() {});
  }

  static Summary read(InputStream in, String passphrase, Sink sink) throws IOException {
    return read(in, BackupKey.read(in, passphrase, BackupKey.Cost.MOST), sink);
  }

  private static Summary read(InputStream in, BackupKey key, Sink sink) throws IOException {
    try {
      return new Reading(sink)
          .run(new PartReader(new BufferedInputStream(new SealedInput(in, key))));
    } catch (EOFException e) {
      BackupException damaged = BackupException.damaged("a part of it ends too early");
      damaged.initCause(e);
      throw damaged;
    } catch (DecodeException | IllegalArgumentException e) {
      BackupException damaged = BackupException.damaged(String.valueOf(e.getMessage()));
      damaged.initCause(e);
      throw damaged;
    }
  }

  /** One reading. */
  private static final class Reading {
    private final Sink sink;
    private final Set<ProfileId> own = new HashSet<>();
    private long followed;
    private long keys;
    private long phrases;
    private long outbox;
    private long cars;
    private long carBlocks;
    private boolean config;
    private boolean move;

    Reading(Sink sink) {
      this.sink = sink;
    }

    Summary run(PartReader parts) throws IOException, DecodeException {
      Optional<PartReader.Part> first = parts.next();
      if (first.isEmpty() || first.get().kind() != PartKind.ABOUT) {
        throw BackupException.damaged("it does not begin with what it is");
      }
      Note about = Note.decode(first.get().bytes());
      move = about.is("move");
      for (Optional<PartReader.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
        take(part.get());
      }
      return new Summary(
          about.requiredWhole("made"),
          about.text("version").orElse(""),
          move,
          own.stream().sorted().toList(),
          followed,
          keys,
          phrases,
          outbox,
          cars,
          carBlocks,
          config);
    }

    private void take(PartReader.Part part) throws IOException, DecodeException {
      switch (part.kind()) {
        case ABOUT -> throw BackupException.damaged("it says twice what it is");
        case CONFIG -> {
          config = true;
          sink.config(new String(part.bytes(), StandardCharsets.UTF_8));
        }
        case KEY -> {
          keys++;
          sink.key(key(part));
        }
        case PHRASE -> {
          phrases++;
          String words = new String(part.bytes(), StandardCharsets.US_ASCII);
          sink.phrase(ProfileNote.profile(part.name()), RecoveryPhrase.parse(words).words());
        }
        case PROFILE -> takeProfile(ProfileNote.decode(part.name(), part.bytes()));
        case OUTBOX -> takeOutbox(part);
        case CAR -> takeCar(part);
      }
    }

    private static KeyFolder.Key key(PartReader.Part part) throws IOException {
      Note note = Note.decode(part.bytes());
      byte[] seed = note.requiredBytes("seed");
      if (seed.length != SEED_BYTES) {
        throw BackupException.damaged("a key of " + seed.length + " bytes");
      }
      try {
        ProfileId profile = new ProfileId(Cid.ofBytes(note.requiredBytes("profile")));
        return new KeyFolder.Key(profile, Cid.parse(part.name()), seed);
      } catch (CidFormatException e) {
        throw BackupException.damaged("a key of no device: " + e.getMessage());
      }
    }

    private void takeProfile(ProfileNote note) throws IOException {
      if (note.profile().own()) {
        own.add(note.profile().profile());
      } else {
        followed++;
      }
      sink.profile(note, move);
    }

    private void takeOutbox(PartReader.Part part) throws IOException, DecodeException {
      ProfileId profile = ProfileNote.profile(part.name());
      CarReader car = new CarReader(new BufferedInputStream(part.body()));
      for (Optional<Block> block = car.next(); block.isPresent(); block = car.next()) {
        outbox++;
        sink.outbox(profile, block.get());
      }
    }

    private void takeCar(PartReader.Part part) throws IOException, DecodeException {
      ProfileId profile = ProfileNote.profile(part.name());
      CarReader car = new CarReader(new BufferedInputStream(part.body()));
      cars++;
      Optional<Block> block = car.next();
      for (; block.isPresent(); block = car.next()) {
        carBlocks++;
        sink.car(profile, block, car.roots());
      }
      sink.car(profile, block, car.roots());
    }
  }
}
