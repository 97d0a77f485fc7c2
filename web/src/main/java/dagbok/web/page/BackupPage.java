package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Backups;
import dagbok.web.port.Daemon;
import dagbok.web.port.Refusal;
import dagbok.web.text.Sizes;
import dagbok.web.text.Times;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /settings/backup}: makes a backup, and checks one. Passphrases come in bodies alone, and
 * no answer has them. Restoring takes an empty home, so it is a command.
 */
public final class BackupPage {
  static final String PATH = "/settings/backup";

  /**
   * What the page shows.
   *
   * @param checked what is in a backup that is right
   * @param largest the largest backup that can be checked here, in words
   */
  public record View(
      Optional<Checked> checked, Optional<Problem> problem, int minChars, String largest) {}

  /** A backup that is right. */
  public record Checked(Times.Stamp made, Backups.Summary summary) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Times times;
  private final Clock clock;
  private final long maxUploadBytes;

  BackupPage(Frame frame, Daemon daemon, Times times, Clock clock, long maxUploadBytes) {
    this.frame = frame;
    this.daemon = daemon;
    this.times = times;
    this.clock = clock;
    this.maxUploadBytes = maxUploadBytes;
  }

  Answer show(Call call) {
    return page(200, Optional.empty(), Optional.empty());
  }

  /** A download, unless the passphrase is not right. */
  Answer create(Call call) throws IOException {
    try (Form form = call.form()) {
      Backups.Request request =
          new Backups.Request(secret(form, "passphrase"), form.text("cars").isPresent(), false);
      if (!request.passphrase().equals(secret(form, "again"))) {
        throw new Refusal(
            Refusal.Reason.BAD_INPUT, "the two passphrases are not the same", "Type both again");
      }
      String name = "dagbok-" + LocalDate.now(clock) + ".backup";
      return new Answer.Streamed(
          200,
          Map.of(
              "Content-Type",
              "application/octet-stream",
              "Content-Disposition",
              "attachment; filename=\"" + name + "\"",
              "Cache-Control",
              "no-store"),
          out -> daemon.backups().create(request, out));
    } catch (Refusal e) {
      return refused(e);
    }
  }

  Answer verify(Call call) throws IOException {
    try (Form form = call.form()) {
      Form.Upload file =
          form.files("file").stream()
              .flatMap(Optional::stream)
              .findFirst()
              .orElseThrow(
                  () ->
                      new Refusal(
                          Refusal.Reason.BAD_INPUT, "no file was chosen", "Choose a backup"));
      Backups.Summary found = daemon.backups().verify(file.file(), secret(form, "passphrase"));
      Checked checked = new Checked(times.stamp(found.made()), found);
      return page(200, Optional.of(checked), Optional.empty());
    } catch (Refusal e) {
      return refused(e);
    }
  }

  private static String secret(Form form, String field) {
    return form.text(field).orElse("");
  }

  private Answer refused(Refusal refusal) {
    int status = Statuses.of(refusal.reason());
    return page(status, Optional.empty(), Optional.of(Problem.of(status, refusal)));
  }

  private Answer page(int status, Optional<Checked> checked, Optional<Problem> problem) {
    Frame.Heading heading = new Frame.Heading("Backup", "people", frame.mark(), "");
    View view =
        new View(checked, problem, Backups.MIN_PASSPHRASE_CHARS, Sizes.text(maxUploadBytes));
    return frame.page(status, "backup", heading, view).with("Cache-Control", "no-store");
  }
}
