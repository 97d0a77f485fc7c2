package dagbok.crypto;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bitcoinj.crypto.MnemonicCode;
import org.bitcoinj.crypto.MnemonicException;

/**
 * 24 English words that stand for 32 bytes of entropy, which are the seed of the profile key. A
 * secret: equal only to itself, and never shown but by {@link #words}. Immutable and thread-safe.
 *
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki">BIP-39</a>
 */
public final class RecoveryPhrase {
  /** The number of words. */
  public static final int WORDS = 24;

  /** The length of the entropy. */
  public static final int ENTROPY_BYTES = 32;

  /** The most characters of a text that are looked at. */
  public static final int MAX_TEXT_CHARS = 1024;

  private static final MnemonicCode CODE = englishCode();

  private final List<String> words;
  private final byte[] entropy;

  private RecoveryPhrase(List<String> words, byte[] entropy) {
    this.words = words;
    this.entropy = entropy;
  }

  /**
   * The phrase for {@code entropy}, which should be random.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static RecoveryPhrase ofEntropy(byte[] entropy) {
    if (entropy.length != ENTROPY_BYTES) {
      throw new IllegalArgumentException("a phrase has 32 bytes of entropy, not " + entropy.length);
    }
    return new RecoveryPhrase(List.copyOf(CODE.toMnemonic(entropy)), entropy.clone());
  }

  /**
   * The phrase that {@code text} spells, in any case and with any white space between the words.
   *
   * @throws IllegalArgumentException if it is none; the message never repeats more than one word
   */
  public static RecoveryPhrase parse(String text) {
    if (text.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException("a phrase is shorter than " + MAX_TEXT_CHARS);
    }
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (parts.length != WORDS) {
      throw new IllegalArgumentException("a phrase has 24 words, not " + parts.length);
    }
    List<String> words = List.copyOf(Arrays.asList(parts));
    try {
      return new RecoveryPhrase(words, CODE.toEntropy(words));
    } catch (MnemonicException.MnemonicWordException e) {
      throw new IllegalArgumentException("not a word of the list: " + e.badWord, e);
    } catch (MnemonicException e) {
      throw new IllegalArgumentException("a word is wrong or out of place (checksum)", e);
    }
  }

  /** The words, in order. */
  public List<String> words() {
    return words;
  }

  /** The entropy, a copy, to be kept as a secret. */
  public byte[] entropy() {
    return entropy.clone();
  }

  /** The profile key, whose seed the entropy is. */
  public SigningKey profileKey() {
    return SigningKey.ofSeed(entropy);
  }

  /** A word of the list, by its place from 0 to 2047. */
  static String word(int place) {
    return CODE.getWordList().get(place);
  }

  /** Says what it is, and not what it says. */
  @Override
  public String toString() {
    return "a recovery phrase";
  }

  private static MnemonicCode englishCode() {
    try {
      return new MnemonicCode();
    } catch (IOException e) {
      throw new IllegalStateException("bitcoinj's word list can't be read", e);
    }
  }
}
