package dagbok.app;

import dagbok.crypto.RecoveryPhrase;
import dagbok.web.port.Refusal;
import java.util.Optional;

/** Recovery phrases as they were typed. */
final class Phrase {
  private Phrase() {}

  static RecoveryPhrase parsed(String words) {
    try {
      return RecoveryPhrase.parse(words);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "this is no recovery phrase: " + e.getMessage(),
          "compare it with the paper, word by word",
          Optional.empty(),
          e);
    }
  }
}
