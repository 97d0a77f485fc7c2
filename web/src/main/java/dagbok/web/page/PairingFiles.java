package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Form;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** Files of a pairing that a browser saves here and sends there. */
final class PairingFiles {
  private PairingFiles() {}

  /** What a file is called, so that nobody gives one to the wrong device. */
  static String name(int number) {
    return "dagbok-pair-" + number + ".txt";
  }

  /** The file to save. */
  static Answer saved(Optional<PairingFile> file, String hint) {
    PairingFile found =
        file.orElseThrow(
            () -> new Refusal(Refusal.Reason.NOT_FOUND, "there is no file to carry now", hint));
    return Answer.text(200, "text/plain; charset=us-ascii", found.content() + "\n")
        .with("Content-Disposition", "attachment; filename=\"" + name(found.number()) + "\"")
        .with("Cache-Control", "no-store");
  }

  /** What the file that was sent holds, if one was. */
  static Optional<String> sent(Form form) throws IOException {
    Optional<Form.Upload> upload =
        form.files("file").stream().flatMap(Optional::stream).findFirst();
    if (upload.isEmpty()) {
      return Optional.empty();
    }
    if (upload.get().size() > PairingFile.MAX_BYTES) {
      throw new Refusal(
          Refusal.Reason.TOO_LARGE,
          "the file is too large to be of a pairing",
          "choose the one that the other device gave, such as " + name(1));
    }
    return Optional.of(Files.readString(upload.get().file(), StandardCharsets.ISO_8859_1).strip());
  }

  /** The same where there must be one. */
  static String required(Form form) throws IOException {
    return sent(form)
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.BAD_INPUT,
                    "no file was chosen",
                    "choose the one that the other device gave"));
  }
}
