package dagbok.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {
  private static final Cid CID = Cid.of(Multicodec.DAG_CBOR, new byte[1]);

  @Test
  void objectsAreDagJson() {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("z", Ipld.link(CID));
    fields.put("a", Ipld.of(new byte[] {1, 2}));
    fields.put("m", Ipld.list(List.of(Ipld.of("q\"\n\u0001"), Ipld.NULL, Ipld.of(true))));
    fields.put("e", Ipld.map(Map.of()));
    assertThat(IpldText.json(Ipld.map(fields)))
        .isEqualTo(
            "{\"a\":{\"/\":{\"bytes\":\"AQI\"}},\"e\":{},\"m\":[\"q\\\"\\n\\u0001\",null,true],"
                + "\"z\":{\"/\":\""
                + CID
                + "\"}}");
  }

  @Test
  void objectsForPeopleHaveLinksAndNoMarkupOfTheirOwn() {
    String html =
        IpldText.html(Ipld.map(Map.of("<b>", Ipld.of("<script>"), "ref", Ipld.reference(CID))));
    assertThat(html)
        .doesNotContain("<script>", "<b>")
        .contains("&lt;script&gt;", "<a href=\"/inspect/" + CID + "\">");
  }

  @Test
  void deepObjectsDoNotOverflow() {
    Ipld deep = Ipld.of(1);
    for (int i = 0; i < 50_000; i++) {
      deep = Ipld.list(List.of(deep));
    }
    assertThat(IpldText.json(deep)).hasSize(100_001);
    assertThat(IpldText.html(deep)).contains("1");
  }

  @Test
  void timesAreInTheZoneOfWhoReads() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-21T00:30:00Z"), ZoneId.of("Europe/Stockholm"));
    Times times = new Times(clock);
    Times.Stamp late = times.stamp(Instant.parse("2026-11-20T23:30:00Z").getEpochSecond());
    assertThat(late.day()).isEqualTo("Today");
    assertThat(late.clock()).isEqualTo("00:30");
    assertThat(times.stamp(Instant.parse("2026-11-20T12:00:00Z").getEpochSecond()).day())
        .isEqualTo("Yesterday");
    assertThat(times.stamp(0).day()).isEqualTo("Thursday 1 January 1970");
    assertThat(times.stamp((1L << 53) - 1).full()).contains("9999");
    assertThat(times.stamp(-5).iso()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void shareLinkNamesPeers() {
    Pasted link =
        Pasted.of(" dagbok:" + CID + "?peer=/ip4/192.0.2.1/tcp/4001&peer=http%3A%2F%2Fx&q=1 ");
    assertThat(link.peers()).containsExactly("/ip4/192.0.2.1/tcp/4001", "http://x");
    assertThat(Pasted.of("astrid").peers()).isEmpty();
    assertThat(Pasted.of("x?peer=y").peers()).as("names no profile").isEmpty();
    assertThat(Pasted.of("dagbok:" + CID + "?peer=%zz").peers()).as("no link").isEmpty();
  }

  @Test
  void sizesAreReadable() {
    assertThat(Sizes.text(999)).isEqualTo("999 bytes");
    assertThat(Sizes.text(3_400_000)).isEqualTo("3.4 MB");
    assertThat(Sizes.text(128_000)).isEqualTo("128 kB");
    assertThat(Sizes.count(12_345)).isEqualTo("12,345");
  }
}
