package dagbok.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KuboEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/5001, http://127.0.0.1:5001",
    "/ip4/0.0.0.0/tcp/5001, http://127.0.0.1:5001",
    "/ip6/::1/tcp/5001, http://[::1]:5001",
    "/ip6/::/tcp/5001/http, http://[::1]:5001",
    "/dns4/kubo/tcp/5001, http://kubo:5001",
    "/dns/kubo.example/tcp/443/https, https://kubo.example:443",
    "/dns6/kubo.example/tcp/443/tls/http, https://kubo.example:443",
    "http://127.0.0.1:5001, http://127.0.0.1:5001",
    "http://127.0.0.1:5001/, http://127.0.0.1:5001",
    "http://localhost:5001/api/v0/, http://localhost:5001",
    "https://proxy.example/kubo/api/v0, https://proxy.example/kubo",
    "' http://[::1]:5001 ', http://[::1]:5001",
  })
  void readsUrlsAndMultiaddrs(String address, String base) {
    assertThat(KuboEndpoint.parse(address).base()).hasToString(base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:5001",
        "ftp://127.0.0.1:5001",
        "http://",
        "http://host:5001?a=b",
        "http://host:5001#a",
        "http://a b",
        "/ip4/127.0.0.1",
        "/ip4/127.0.0.1/udp/5001",
        "/ip4/127.0.0.1/tcp/0",
        "/ip4/127.0.0.1/tcp/65536",
        "/ip4/127.0.0.1/tcp/x",
        "/ip4/127.0.0.1/tcp/5001/ws",
        "/ip4//tcp/5001",
        "/onion3/abc/tcp/1",
        "/"
      })
  void refusesOtherThings(String address) {
    assertThatThrownBy(() -> KuboEndpoint.parse(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatToDoAboutUnixSockets() {
    assertThatThrownBy(() -> KuboEndpoint.parse("/unix/run/kubo.sock"))
        .hasMessageContaining("Unix socket")
        .hasMessageContaining("/ip4/127.0.0.1/tcp/5001");
  }

  @Test
  void takesNoPasswordInUrlsAndDoesNotRepeatIt() {
    assertThatThrownBy(() -> KuboEndpoint.parse("http://me:hunter2@127.0.0.1:5001"))
        .hasMessageContaining("ipfs.kubo.secret-file")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesEndlessText() {
    String text = "http://" + "a".repeat(KuboEndpoint.MAX_TEXT_CHARS);
    assertThatThrownBy(() -> KuboEndpoint.parse(text)).hasMessageContaining("512 characters");
  }

  @Test
  void neverShowsItsSecret() {
    KuboEndpoint endpoint = KuboEndpoint.USUAL.withSecret(KuboSecret.of("bearer:hunter2"));

    assertThat(endpoint.toString()).isEqualTo("http://127.0.0.1:5001");
    assertThat(endpoint.secret().toString()).doesNotContain("hunter2");
  }
}
