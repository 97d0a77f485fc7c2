package dagbok.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the text of a post comes from: the argument, standard input, or an editor. */
final class PostText {
  private static final int MAX_TEXT_BYTES = 1024 * 1024;

  private final Session session;

  /** A text and the file it was written in, if there is one. */
  record Written(String text, Optional<Path> file) {
    /** Removes the file: the text is published. */
    void discard() {
      file.ifPresent(
          path -> {
            try {
              Files.deleteIfExists(path);
            } catch (IOException e) {
              path.toFile().deleteOnExit();
            }
          });
    }

    /** The failure that says too where the text is kept. */
    Failure kept(Failure e) {
      return file.map(
              path ->
                  new Failure(e.code(), e.error(), e.hint() + "; your text is in " + path, e.cid()))
          .orElse(e);
    }
  }

  PostText(Session session) {
    this.session = session;
  }

  /**
   * The text to publish.
   *
   * @param argument what the command line has for it
   * @param optional whether a post without text is one, because it has files
   */
  Written of(@Nullable String argument, boolean optional) {
    if (argument != null && argument.equals("-")) {
      return written(fromInput());
    }
    if (argument != null) {
      return written(checked(argument));
    }
    if (optional) {
      return written("");
    }
    if (session.globals().json || !session.terminal().inIsTerminal()) {
      throw new Failure(
          ExitCode.USAGE,
          "there is no text to post",
          "run 'dagbok post TEXT', or 'dagbok post -' to read standard input");
    }
    return fromEditor();
  }

  private static Written written(String text) {
    return new Written(text, Optional.empty());
  }

  /** Refuses an argument that lost letters on the way through a locale without them. */
  private static String checked(String argument) {
    String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
    if (argument.indexOf('\ufffd') >= 0
        && Charset.isSupported(charset)
        && !Charset.forName(charset).equals(StandardCharsets.UTF_8)) {
      throw new Failure(
          ExitCode.USAGE,
          "the text has letters that this locale (" + charset + ") does not have",
          "set LC_ALL=C.UTF-8, or give the text on standard input with 'dagbok post -'");
    }
    return argument;
  }

  private String fromInput() {
    try {
      InputStream in = session.terminal().in();
      return decoded(in.readNBytes(MAX_TEXT_BYTES + 1), "standard input");
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          "can't read standard input (" + e.getMessage() + ")",
          "give the text as an argument");
    }
  }

  private Written fromEditor() {
    Path file = new Editor(session.environment()).write();
    try {
      String text = decoded(Files.readAllBytes(file), file.toString());
      Written written = new Written(text, Optional.of(file));
      if (text.isBlank()) {
        written.discard();
        throw new Failure(ExitCode.FAILED, "nothing was written", "run 'dagbok post' again");
      }
      return written;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED, "can't read what was written", "see whether it is in " + file);
    }
  }

  private static String decoded(byte[] bytes, String source) {
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new Failure(
          ExitCode.FAILED,
          source + " has more than " + MAX_TEXT_BYTES + " bytes",
          "publish it as a file, with --attach");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (CharacterCodingException e) {
      throw new Failure(
          ExitCode.FAILED, source + " is not UTF-8 text", "publish it as a file, with --attach");
    }
  }
}
