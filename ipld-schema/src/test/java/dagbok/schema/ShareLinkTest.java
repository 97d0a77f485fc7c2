package dagbok.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ShareLinkTest {
  private static final String NAME = Samples.PROFILE.toString();

  @Test
  void bareLinkIsTheRoot() {
    ShareLink link = new ShareLink(Samples.PROFILE, List.of());
    assertThat(link).hasToString("dagbok:" + NAME);
    assertThat(ShareLink.parse(" dagbok:" + NAME + "\n")).isEqualTo(link);
    assertThat(ShareLink.parse(NAME)).isEqualTo(link);
    String upperCase = ("dagbok:" + NAME).toUpperCase(Locale.ROOT);
    assertThat(ShareLink.parse(upperCase)).isEqualTo(link);
  }

  @Test
  void addressesComeBackAsTheyWere() {
    List<String> peers =
        List.of(
            "/ip4/192.168.1.5/tcp/8471/http",
            "http://[fe80::1%25en0]:8471/?a=b&c=d+e#f",
            "https://exämple.org/å b");
    ShareLink link = new ShareLink(Samples.PROFILE, peers);
    assertThat(ShareLink.parse(link.toString())).isEqualTo(link);
    assertThat(link.toString())
        .startsWith("dagbok:" + NAME + "?peer=/ip4/192.168.1.5/tcp/8471/http&peer=http://")
        .matches("[!-~]+");
  }

  @Test
  void otherParametersAreIgnored() {
    assertThat(ShareLink.parse("dagbok:" + NAME + "?name=anna&peer=x&").peers())
        .containsExactly("x");
  }

  @Test
  void whatNamesNoProfileIsRefused() {
    String raw = Samples.raw(1).toString();
    for (String text : List.of("", "dagbok:", "dagbok:" + raw, "dagbok:" + NAME + "?peer=%4")) {
      assertThatThrownBy(() -> ShareLink.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void linksHaveABound() {
    String longest = "dagbok:" + NAME + "?x=";
    longest += "y".repeat(ShareLink.MAX_CHARS - longest.length());
    assertThat(ShareLink.parse(longest).peers()).isEmpty();
    String longer = longest + "y";
    assertThatThrownBy(() -> ShareLink.parse(longer)).hasMessageContaining("8192");
    String peer = "x".repeat(ShareLink.MAX_PEER_BYTES);
    assertThat(new ShareLink(Samples.PROFILE, List.of(peer)).peers()).containsExactly(peer);
    assertThatThrownBy(() -> new ShareLink(Samples.PROFILE, List.of(peer + "x")))
        .hasMessageContaining("1024");
  }
}
