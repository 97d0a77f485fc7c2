package dagbok.web.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DispositionTest {
  @Test
  void namesCannotLeaveTheirFolderOrTheHeader() {
    assertThat(Disposition.harmless("../../etc/passwd")).doesNotContain("/").doesNotStartWith(".");
    assertThat(Disposition.harmless(".bashrc")).isEqualTo("bashrc");
    assertThat(Disposition.harmless("a\r\nSet-Cookie: x")).doesNotContain("\r", "\n", ":");
    assertThat(Disposition.harmless("gpj\u202eexe.txt")).doesNotContain("\u202e");
    assertThat(Disposition.harmless("")).isEqualTo("file");
    assertThat(Disposition.harmless("x".repeat(500))).hasSize(120);
  }

  @Test
  void namesOfAllScriptsAreKept() {
    assertThat(Disposition.of(true, "海 \"1\".png"))
        .isEqualTo("inline; filename=\"_ _1_.png\"; filename*=UTF-8''%E6%B5%B7%20_1_.png");
  }
}
