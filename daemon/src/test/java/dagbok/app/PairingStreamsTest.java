package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Streams;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.pair.Invitations;
import dagbok.pair.Joins;
import dagbok.peer.Peering;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is opened at a node that may fail, and how it is closed. */
final class PairingStreamsTest {
  private static final byte[] ANSWER = {1};
  private static final String NODE = "/p2p/12D3KooWJDYM1YeHtFNgo5Mi2VCHRZToSuoeTqLMBC1LT6HX9m11";

  @TempDir Path folder;
  private final MemoryIpfs node = new MemoryNetwork(Runnable::run).newNode();
  private final FakeStreams fake = new FakeStreams();
  private final List<Runnable> later = new ArrayList<>();
  private Peering peering;
  private PairingStreams streams;

  /** Both ends in one place: ports by the name that leads there. */
  private static final class FakeStreams implements Streams {
    private final Map<String, Integer> open = new HashMap<>();
    private boolean away;

    private Way way(String name, int port) {
      if (away) {
        throw new IpfsException(IpfsException.Reason.AWAY, "away", "dagbok doctor", null);
      }
      open.put(name, port);
      return new Way() {
        @Override
        public int port() {
          return port;
        }

        @Override
        public void close() {
          if (away) {
            throw new IpfsException(IpfsException.Reason.AWAY, "away", "dagbok doctor", null);
          }
          open.remove(name);
        }
      };
    }

    @Override
    public Way listen(String protocol, int port) {
      return way(protocol, port);
    }

    @Override
    public Way forward(String protocol, String peer) {
      assertThat(peer).isEqualTo(NODE);
      return way("to " + protocol, Optional.ofNullable(open.get(protocol)).orElse(1));
    }

    @Override
    public void closeUnused(String prefix, IntPredicate inUse) {
      open.entrySet().removeIf(e -> e.getKey().startsWith(prefix) && !inUse.test(e.getValue()));
    }
  }

  @BeforeEach
  void start() throws IOException {
    peering =
        Peering.start(
            new Peering.Options("127.0.0.1", 0, false, false, folder.resolve("key")),
            node.blocks(),
            new SecureRandom(),
            Clock.systemUTC());
    peering.admitWith(message -> Optional.of(ANSWER));
    streams = streams();
  }

  private PairingStreams streams() {
    return new PairingStreams(
        Optional.of(fake),
        node.peers(),
        peering,
        new SecureRandom(),
        (work, pause) -> later.add(work));
  }

  @AfterEach
  void stop() {
    streams.close();
    peering.close();
  }

  private static String name(Invitations.Opened opened) {
    String address = opened.addresses().get(0);
    return address.substring(address.indexOf(PairingStreams.PREFIX));
  }

  @Test
  void eachInvitationHasANameThatNobodyGuesses() throws Exception {
    Invitations.Opened first = streams.listen();
    String name = name(first);
    assertThat(fake.open).containsOnlyKeys(name);
    Joins.Way way = streams.to(NODE + name);
    assertThat(way.say(new byte[1])).isEqualTo(ANSWER);
    way.close();
    first.way().close();
    assertThat(fake.open).isEmpty();
    assertThat(name(streams.listen())).isNotEqualTo(name);
    for (String other : List.of(NODE, NODE + "/x/dagbok/pair/1", NODE + PairingStreams.PREFIX)) {
      assertThat(PairingStreams.isStream(other)).isFalse();
    }
  }

  @Test
  void whatANodeDidNotCloseIsClosedLater() throws Exception {
    Invitations.Opened opened = streams.listen();
    fake.away = true;
    opened.way().close();
    assertThat(later).hasSize(1);
    int port = fake.open.values().iterator().next();
    assertThat(peering.pair("http://127.0.0.1:" + port, new byte[1])).isEqualTo(ANSWER); // not free
    fake.away = false;
    later.get(0).run();
    assertThat(fake.open).isEmpty();
    assertThatThrownBy(() -> peering.pair("http://127.0.0.1:" + port, new byte[1]))
        .isInstanceOf(IOException.class);
  }

  @Test
  void closingIsTriedSoOftenAndNoLonger() throws Exception {
    Invitations.Opened opened = streams.listen();
    fake.away = true;
    opened.way().close();
    int tries = 1;
    while (!later.isEmpty()) {
      later.remove(0).run();
      tries++;
    }
    assertThat(tries).isEqualTo(12);
  }

  @Test
  void nodeThatIsAwayIsNoObstacle() {
    fake.away = true;
    assertThat(streams.listen().addresses()).isEmpty();
    assertThat(later).isEmpty();
  }

  @Test
  void whatACrashLeftIsClosedButNotWhatAnotherDaemonUses() {
    fake.open.put(PairingStreams.PREFIX + "left", 1);
    String used = name(streams.listen());
    try (PairingStreams other = streams()) {
      other.closeLeft();
    }
    assertThat(fake.open).containsOnlyKeys(used);
  }

  @Test
  void nothingIsOpenedWhenTheDaemonEnds() {
    String name = name(streams.listen());
    Joins.Way way = streams.to(NODE + name);
    streams.close();
    assertThat(fake.open).isEmpty();
    assertThatThrownBy(() -> way.say(new byte[1])).isInstanceOf(IOException.class);
    assertThat(streams.listen().addresses()).isEmpty();
    assertThat(fake.open).isEmpty();
  }
}
