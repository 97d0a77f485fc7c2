package dagbok.crypto;

import java.util.ArrayList;
import java.util.List;

/** Four English words, 44 bits, by which two people see that two screens say the same. */
public final class CompareWords {
  /** How many words. */
  public static final int WORDS = 4;

  private static final int BITS_A_WORD = 11;

  private CompareWords() {}

  /** The words for the first bytes of a secret, at least six. */
  public static List<String> of(byte[] secret) {
    long bits = 0;
    for (int i = 0; i < 6; i++) {
      bits = bits << 8 | (secret[i] & 0xff);
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      words.add(RecoveryPhrase.word((int) (bits & (1 << BITS_A_WORD) - 1)));
      bits >>>= BITS_A_WORD;
    }
    return List.copyOf(words);
  }
}
