package dagbok.backup;

import dagbok.backup.BackupException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The key of one backup and the header that tells how it follows from the passphrase. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106, Argon2</a>
 */
final class BackupKey {
  /** The length of the header. */
  static final int HEADER_BYTES = 50;

  private static final byte[] MAGIC = "DAGBOKBK".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final int SALT_BYTES = 16;
  private static final int CHECK_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final String CIPHER = "ChaCha20-Poly1305";

  private final byte[] header;
  private final SecretKeySpec key;

  private BackupKey(byte[] header, byte[] key) {
    this.header = header;
    this.key = new SecretKeySpec(key, "ChaCha20");
  }

  /** What the key costs who guesses: RFC 9106 recommends this for machines with little memory. */
  record Cost(int memoryKib, int iterations, int lanes) {
    static final Cost STANDARD = new Cost(64 * 1024, 3, 4);

    /** The most that any file may ask for. */
    static final Cost MOST = new Cost(512 * 1024, 16, 8);

    private static final int MIN_MEMORY_KIB = 8 * 1024;

    /** Whether a file may ask for so much. */
    boolean isWithin(Cost most) {
      return memoryKib >= MIN_MEMORY_KIB
          && memoryKib <= most.memoryKib
          && iterations >= 1
          && iterations <= most.iterations
          && lanes >= 1
          && lanes <= most.lanes;
    }
  }

  /** A new one. */
  static BackupKey make(String passphrase, Cost cost, RandomGenerator random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] derived = derive(passphrase, cost, salt);
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put(MAGIC)
            .put(VERSION)
            .putInt(cost.memoryKib())
            .putInt(cost.iterations())
            .put((byte) cost.lanes())
            .put(salt)
            .put(derived, KEY_BYTES, CHECK_BYTES)
            .array();
    return new BackupKey(header, Arrays.copyOf(derived, KEY_BYTES));
  }

  /**
   * That of a file, read from its beginning; {@code most}: what it may cost.
   *
   * @throws BackupException if it is no backup, of another version, or of another passphrase
   */
  static BackupKey read(InputStream in, String passphrase, Cost most) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES
        || !Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))) {
      throw new BackupException(Reason.NO_BACKUP, "this is no backup of Dagbok");
    }
    ByteBuffer fields = ByteBuffer.wrap(header, MAGIC.length, HEADER_BYTES - MAGIC.length);
    byte version = fields.get();
    if (version != VERSION) {
      throw new BackupException(
          Reason.NEWER, "the backup has version " + version + ", and this Dagbok knows 1");
    }
    Cost cost = new Cost(fields.getInt(), fields.getInt(), fields.get());
    if (!cost.isWithin(most)) {
      throw BackupException.damaged("it asks for " + cost);
    }
    byte[] salt = new byte[SALT_BYTES];
    fields.get(salt);
    byte[] check = new byte[CHECK_BYTES];
    fields.get(check);
    byte[] derived = derive(passphrase, cost, salt);
    if (!MessageDigest.isEqual(
        check, Arrays.copyOfRange(derived, KEY_BYTES, KEY_BYTES + CHECK_BYTES))) {
      throw new BackupException(Reason.WRONG_PASSPHRASE, "the passphrase is wrong");
    }
    return new BackupKey(header, Arrays.copyOf(derived, KEY_BYTES));
  }

  /** The letters of a passphrase count, not how a keyboard puts them together. */
  private static byte[] derive(String passphrase, Cost cost, byte[] salt) {
    Argon2BytesGenerator argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] derived = new byte[KEY_BYTES + CHECK_BYTES];
    String normal = Normalizer.normalize(passphrase, Normalizer.Form.NFC);
    argon.generateBytes(normal.getBytes(StandardCharsets.UTF_8), derived);
    return derived;
  }

  /** The header, as it stands in the file. */
  byte[] header() {
    return header.clone();
  }

  byte[] seal(long number, boolean last, byte[] piece, int length) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(piece, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks " + CIPHER, e);
    }
  }

  /** Throws if the piece is not what was sealed with this number. */
  byte[] open(long number, boolean last, byte[] sealed, int length)
      throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed, 0, length);
  }

  /** No nonce comes twice with one key, since each backup has a salt of its own. */
  private Cipher cipher(int mode, long number, boolean last) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(NONCE_BYTES)
            .putLong(NONCE_BYTES - 1 - Long.BYTES, number)
            .put(NONCE_BYTES - 1, (byte) (last ? 1 : 0))
            .array();
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new IvParameterSpec(nonce));
    cipher.updateAAD(header);
    return cipher;
  }

  @Override
  public String toString() {
    return "the key of a backup";
  }
}
