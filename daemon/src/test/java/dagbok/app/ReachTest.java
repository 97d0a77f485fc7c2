package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.ipfs.IpfsChoice;
import dagbok.web.port.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReachTest {
  private static final String LIBP2P = "/ip4/192.0.2.1/tcp/4001/p2p/12D3KooW";
  private static final String HTTP = "http://192.0.2.1:8471";

  private final Reach kubo = new Reach(IpfsChoice.Kind.KUBO);
  private final Reach embedded = new Reach(IpfsChoice.Kind.EMBEDDED);

  @Test
  void kuboGoesEverywhere() {
    assertThatCode(() -> kubo.check(List.of(LIBP2P, HTTP))).doesNotThrowAnyException();
    assertThatCode(() -> kubo.check(List.of())).doesNotThrowAnyException();
  }

  @Test
  void withoutKuboOneAddressOverHttpMustBeAmongThem() {
    assertThatCode(() -> embedded.check(List.of())).doesNotThrowAnyException();
    assertThatCode(() -> embedded.check(List.of(LIBP2P, HTTP))).doesNotThrowAnyException();
    assertThatThrownBy(() -> embedded.check(List.of(LIBP2P)))
        .isInstanceOfSatisfying(
            Refusal.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Refusal.Reason.BAD_INPUT);
              assertThat(e.error()).contains(LIBP2P, "runs without Kubo");
              assertThat(e.hint()).contains("peers.listen always", "/http");
            });
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String wrong : List.of("", "nonsense", "https://a.example:1", "http://a.example")) {
      assertThatThrownBy(() -> kubo.check(List.of(wrong)))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("is no address of a peer");
    }
  }

  @Test
  void shareLinksNameWhatOthersReach() {
    ShareAddresses addresses =
        new ShareAddresses(
            () ->
                List.of(
                    "/ip4/127.0.0.1/tcp/8471/http",
                    "/ip4/10.127.0.1/tcp/8471/http",
                    "/ip4/192.0.2.1/tcp/8471/http",
                    "/ip4/192.0.2.2/tcp/8471/http"));

    assertThat(addresses.get())
        .containsExactly("/ip4/10.127.0.1/tcp/8471/http", "/ip4/192.0.2.1/tcp/8471/http");
  }
}
