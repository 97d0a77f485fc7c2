package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.web.port.Devices;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Revocations;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairing of devices by pages, without scripts. */
class DevicePagesTest {
  private static final String DEVICES = "/settings/devices";
  private static final String JOIN = "/settings/devices/join";

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void codeThenWordsThenGrant() {
    var unused = site.fake.profiles.create("Astrid");
    assertThat(site.page(DEVICES).body()).contains("Show a code").doesNotContain("42-K7QM");
    assertThat(site.submit(DEVICES + "/invite", "name=").statusCode()).isEqualTo(303);
    HttpResponse<String> code = site.page(DEVICES);
    assertThat(code.body()).contains("42-K7QM-2XRD", "QR code of the invitation", "every 2s");
    assertThat(code.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(site.submit(DEVICES + "/confirm", "").statusCode()).isEqualTo(409);
    site.fake.devices.come(Devices.Stage.ASKED);
    assertThat(site.page(DEVICES).body())
        .contains("copper", "meadow", "s phone</bdi>", "The words are the same")
        .doesNotContain("42-K7QM");
    assertThat(site.submit(DEVICES + "/confirm", "").statusCode()).isEqualTo(303);
    assertThat(site.page(DEVICES).body()).contains("is one of your devices now");
  }

  @Test
  void whyAnInvitationEndedIsSaid() {
    var unused = site.fake.profiles.create("Astrid");
    site.submit(DEVICES + "/invite", "name=");
    site.fake.devices.come(Devices.Stage.ENDED);
    assertThat(site.page(DEVICES).body()).contains("A wrong code was typed", "Show a code");
    site.submit(DEVICES + "/cancel", "");
    assertThat(site.page(DEVICES).body()).doesNotContain("wrong code");
  }

  private HttpResponse<String> send(String path, Multipart form) {
    return site.send(
        form.request(site.request(path))
            .header("Cookie", site.session())
            .header("Sec-Fetch-Site", "same-origin"));
  }

  private static Multipart file(String content) {
    return new Multipart().file("file", "dagbok-pair.txt", "text/plain", content + "\n");
  }

  private void assertSaved(String page, int number, String content) {
    assertThat(site.page(page).body()).contains("Save dagbok-pair-" + number + ".txt");
    HttpResponse<String> saved = site.page(page + "/file");
    assertThat(saved.body()).isEqualTo(content + "\n");
    assertThat(saved.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"dagbok-pair-" + number + ".txt\"");
    assertThat(saved.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void invitationByFilesGoesToAndFro() {
    var unused = site.fake.profiles.create("Astrid");
    assertThat(site.page(DEVICES + "/file").statusCode()).isEqualTo(404);
    assertThat(site.submit(DEVICES + "/invite", "name=&way=file").statusCode()).isEqualTo(303);
    assertSaved(DEVICES, 1, "ZmlsZSA1");
    assertThat(site.page(DEVICES).body())
        .contains("42-K7QM-2XRD", "dagbok-pair-2.txt")
        .doesNotContain("every 2s", "QR code");
    HttpResponse<String> wrong = send(DEVICES + "/file", file("ZmlsZSA1"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("not what the other device says next", "dagbok-pair-2.txt");
    assertThat(send(DEVICES + "/file", file("ZmlsZSA2")).statusCode()).isEqualTo(303);
    assertSaved(DEVICES, 3, "ZmlsZSA3");
    assertThat(send(DEVICES + "/file", file("ZmlsZSA4")).statusCode()).isEqualTo(303);
    assertThat(site.page(DEVICES).body()).contains("copper", "The words are the same");
    assertThat(site.page(DEVICES + "/file").statusCode()).isEqualTo(404);
    assertThat(site.submit(DEVICES + "/confirm", "").statusCode()).isEqualTo(303);
    assertSaved(DEVICES, 5, "ZmlsZSA5");
    assertThat(site.page(DEVICES).body()).contains("Show a code");
  }

  @Test
  void joiningByFilesGoesToAndFro() {
    HttpResponse<String> wrong =
        send(JOIN, file("ZmlsZSA2").text("code", "42-K7QM-2XRD").text("peer", ""));
    assertThat(wrong.statusCode()).isEqualTo(400);
    Multipart first = file("ZmlsZSA1").text("code", "42-K7QM-2XRD").text("peer", "");
    assertThat(send(JOIN, first).statusCode()).isEqualTo(303);
    assertSaved(JOIN, 2, "ZmlsZSA2");
    assertThat(site.page(JOIN).body()).doesNotContain("every 2s");
    assertThat(send(JOIN + "/file", file("ZmlsZSA3")).statusCode()).isEqualTo(303);
    assertSaved(JOIN, 4, "ZmlsZSA4");
    assertThat(site.page(JOIN).body()).contains("copper", "The words are the same");
    HttpResponse<String> early = send(JOIN + "/file", file("ZmlsZSA4").text("agree", "1"));
    assertThat(early.statusCode()).isEqualTo(400);
    assertThat(early.body()).contains("copper", "dagbok-pair-5.txt");
    assertThat(site.fake.joining.current().orElseThrow().agreed()).isFalse();
    assertThat(send(JOIN + "/file", file("ZmlsZSA5").text("agree", "1")).statusCode())
        .isEqualTo(303);
    assertThat(site.page(JOIN).body()).contains("writes as <strong><bdi>Astrid Lindqvist");
  }

  @Test
  void filesAreBoundedAndComeFromThePageAlone() {
    var unused = site.fake.profiles.create("Astrid");
    site.submit(DEVICES + "/invite", "name=&way=file");
    HttpResponse<String> large = send(DEVICES + "/file", file("A".repeat(PairingFile.MAX_BYTES)));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("too large to be of a pairing");
    HttpResponse<String> none = send(DEVICES + "/file", new Multipart().text("agree", "1"));
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("No file was chosen");
    HttpResponse<String> elsewhere =
        site.send(
            file("ZmlsZSA2")
                .request(site.request(DEVICES + "/file"))
                .header("Cookie", site.session())
                .header("Sec-Fetch-Site", "cross-site"));
    assertThat(elsewhere.statusCode()).isEqualTo(403);
    assertThat(site.send(site.request(DEVICES + "/file")).statusCode()).isNotEqualTo(200);
    assertSaved(DEVICES, 1, "ZmlsZSA1");
  }

  @Test
  void aLostDeviceIsTakenAwayUpToAnEntry() {
    Cid me = site.fake.profiles.create("Astrid").profile().root();
    Cid phone = Cid.of(me.codec(), new byte[] {1});
    Cid honest = Cid.of(me.codec(), new byte[] {2});
    site.fake.devices.devices.add(
        new Devices.DeviceView(
            phone, Optional.of("phone"), false, 0, Optional.empty(), true, Optional.empty()));
    site.fake.revocations.entries.add(new Revocations.Wrote(honest, 0, "post", "Honest words"));
    String page = DEVICES + "/" + phone;
    assertThat(site.page(DEVICES).body()).contains("href=\"" + page + "\"");
    assertThat(site.page(page).body()).contains("Honest words", "Take it away", "24 words");
    assertThat(site.submit(page, "last=" + honest + "&phrase=wrong+words").body())
        .contains("hese words are of another profile")
        .doesNotContain("wrong words");
    assertThat(site.submit(page, "last=" + honest).statusCode()).isEqualTo(303);
    assertThat(site.fake.revocations.asked)
        .singleElement()
        .extracting(Revocations.Request::last)
        .isEqualTo(Optional.of(honest));
    assertThat(site.page(DEVICES + "/" + me).statusCode()).isEqualTo(404);
  }

  @Test
  void whoHasNoProfileIsLedToJoining() {
    assertThat(site.page("/setup").body()).contains(JOIN);
    assertThat(site.page(DEVICES).body()).contains(JOIN);
    assertThat(site.submit(DEVICES + "/invite", "name=").statusCode()).isEqualTo(409);
    HttpResponse<String> refused = site.submit(JOIN, "code=42&peer=http://192.168.1.5:8471");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("This is no code", "value=\"http://192.168.1.5:8471\"");
    assertThat(site.submit(JOIN, "code=42-K7QM-2XRD").statusCode()).isEqualTo(303);
    assertThat(site.page(JOIN).body()).contains("Looking for the device");
    site.fake.joining.come(Devices.Stage.ASKED);
    assertThat(site.page(JOIN).body()).contains("copper", "The words are the same");
    assertThat(site.submit(JOIN + "/agree", "").statusCode()).isEqualTo(303);
    assertThat(site.page(JOIN).body()).contains("Waiting for the other device");
    site.fake.joining.come(Devices.Stage.DONE);
    assertThat(site.page(JOIN).body()).contains("writes as <strong><bdi>Astrid Lindqvist");
    assertThat(site.submit(JOIN + "/cancel", "").statusCode()).isEqualTo(303);
    assertThat(site.page(JOIN).body()).contains("The code, or the text of the invitation");
  }
}
