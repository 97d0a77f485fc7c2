package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups are made and checked on a page, and no answer holds their passphrase. */
class BackupPageTest {
  private static final String PATH = "/settings/backup";
  private static final String SECRET = "a-locked-door-51";

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void start() throws IOException {
    site = Site.withProfile(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpResponse<String> make(String passphrase, String again, String more) {
    return site.submit(PATH + "/create", "passphrase=" + passphrase + "&again=" + again + more);
  }

  private HttpRequest.Builder fromPage(String path) {
    return site.request(path)
        .header("Cookie", site.session())
        .header("Sec-Fetch-Site", "same-origin");
  }

  private HttpResponse<String> check(String file, String passphrase) {
    Multipart form =
        new Multipart()
            .file("file", "x.backup", "application/octet-stream", file)
            .text("passphrase", passphrase);
    return site.send(form.request(fromPage(PATH + "/verify")));
  }

  @Test
  void backupIsADownload() {
    HttpResponse<String> made = make(SECRET, SECRET, "");
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"dagbok-2026-11-21.backup\"");
    assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(made.body()).isEqualTo("backup\n");
    assertThat(make(SECRET, SECRET, "&cars=yes").body()).isEqualTo("backup with profiles\n");
  }

  @Test
  void passphraseIsTypedTwiceAndNotTooShort() {
    HttpResponse<String> other = make(SECRET, SECRET + "x", "");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(other.body()).contains("two passphrases are not the same").doesNotContain(SECRET);
    HttpResponse<String> brief = make("short", "short", "");
    assertThat(brief.statusCode()).isEqualTo(400);
    assertThat(brief.body()).contains("fewer than 8 characters").doesNotContain("\"short\"");
  }

  @Test
  void backupThatIsRightIsToldWhatIsInIt() {
    HttpResponse<String> checked = check(SECRET, SECRET);
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(checked.body()).contains("All of the backup is right", ">7<").doesNotContain(SECRET);
    assertThat(site.settings.uploads()).isEmptyDirectory();
  }

  @Test
  void wrongPassphraseAndMissingFileAreSaid() {
    HttpResponse<String> wrong = check("another", SECRET);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("The passphrase is wrong").doesNotContain(SECRET);
    assertThat(site.submit(PATH + "/verify", "passphrase=" + SECRET).body())
        .contains("No file was chosen");
    assertThat(site.settings.uploads()).isEmptyDirectory();
  }

  @Test
  void formOfAnotherSiteMakesNothing() {
    HttpResponse<String> foreign =
        site.send(
            fromPage(PATH + "/create")
                .setHeader("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "passphrase=" + SECRET + "&again=" + SECRET)));
    assertThat(foreign.statusCode()).isEqualTo(403);
  }
}
