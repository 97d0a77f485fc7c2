package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.gateway.GatewayedBlocks;
import dagbok.ipfs.gateway.Gateways;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.ipfs.unixfs.UnixFsWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the port for peers says to whoever comes. */
@Timeout(60)
class PeerServerTest {
  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Block leaf = Block.of(Multicodec.RAW, "leaf".getBytes(StandardCharsets.UTF_8));
  private final Block root =
      Block.of(
          Multicodec.DAG_CBOR,
          DagCbor.encode(Ipld.list(List.of(Ipld.link(leaf.cid()), Ipld.link(leaf.cid())))));
  private TestPeer peer;

  @BeforeEach
  void start() throws IOException {
    peer = TestPeer.start(folder, false);
    peer.store().blocks().put(List.of(leaf, root));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(peer.url() + path)).timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static List<Cid> blocks(byte[] car) throws Exception {
    CarReader reader = new CarReader(new ByteArrayInputStream(car));
    List<Cid> cids = new ArrayList<>();
    for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
      cids.add(block.get().cid());
    }
    return cids;
  }

  @Test
  void otherDaemonsTakeItForAGateway() {
    Gateways gateways = new Gateways(List.of(URI.create(peer.url())));
    Blocks node = new MemoryNetwork(Runnable::run).newNode().blocks();
    Block given = new GatewayedBlocks(node, gateways).fetch(root.cid(), Duration.ofSeconds(20));

    assertThat(given).isEqualTo(root);
  }

  @Test
  void blockIsGivenRaw() throws Exception {
    HttpResponse<byte[]> answer = get("/ipfs/" + leaf.cid() + "?format=raw");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(leaf.bytes());
    assertThat(answer.headers().firstValue("Content-Type")).contains(Gateway.RAW);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment");
    String etag = answer.headers().firstValue("Etag").orElseThrow();
    assertThat(get("/ipfs/" + leaf.cid() + "?format=raw", "If-None-Match", etag).statusCode())
        .isEqualTo(304);
  }

  @Test
  void acceptHeaderCountsWhereNoFormatIsGiven() throws Exception {
    String path = "/ipfs/" + root.cid();
    assertThat(get(path, "Accept", Gateway.RAW).body()).isEqualTo(root.bytes());
    assertThat(blocks(get(path, "Accept", Gateway.CAR + "; version=1").body()))
        .containsExactly(root.cid(), leaf.cid());
    assertThat(get(path, "Accept", Gateway.CAR + "; version=2").statusCode()).isEqualTo(406);
    assertThat(get(path, "Accept", "text/html").statusCode()).isEqualTo(406);
    assertThat(get(path).statusCode()).isEqualTo(406);
  }

  @Test
  void carHasAllBlocksDepthFirstOrOneAlone() throws Exception {
    String path = "/ipfs/" + root.cid() + "?format=car";
    assertThat(blocks(get(path).body())).containsExactly(root.cid(), leaf.cid());
    assertThat(blocks(get(path + "&dag-scope=block").body())).containsExactly(root.cid());
    assertThat(blocks(get(path + "&dag-scope=entity").body())).containsExactly(root.cid());
    assertThat(get(path + "&dag-scope=everything").statusCode()).isEqualTo(400);
  }

  @Test
  void carOfAFileHasItWhole() throws Exception {
    byte[] file = new byte[3 * UnixFsWriter.CHUNK_BYTES / 2];
    Cid cid = peer.store().blocks().addFile(new ByteArrayInputStream(file));

    List<Cid> blocks = blocks(get("/ipfs/" + cid + "?format=car&dag-scope=entity").body());

    assertThat(blocks).hasSize(3).startsWith(cid);
  }

  @ParameterizedTest
  @CsvSource({
    "/ipfs/bafkqaaa?format=raw, 200",
    "/ipfs/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku?format=raw, 404",
    "/ipfs/nonsense?format=raw, 400",
    "/ipfs/?format=raw, 400",
    "/ipfs/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku/a?format=raw, 400",
    "/ipfs/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku?format=html, 406",
    "/, 404",
    "/api/v0/id, 404",
    "/dagbok/1/message, 404",
  })
  void everythingElseIsRefused(String path, int status) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void strangersBlocksAreNeitherFetchedNorTaken() throws Exception {
    String path = "/ipfs/" + leaf.cid() + "?format=raw";
    HttpResponse<byte[]> put = send(request(path).PUT(BodyPublishers.ofByteArray(new byte[9])));
    assertThat(put.statusCode()).isEqualTo(405);
    String missing = "/ipfs/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
    assertThat(get(missing + "?format=raw", "Cache-Control", "only-if-cached").statusCode())
        .isEqualTo(412);
  }

  @Test
  void webPagesAreRefused() throws Exception {
    String path = "/ipfs/" + leaf.cid() + "?format=raw";
    assertThat(get(path, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    HttpRequest.Builder query =
        request("/dagbok/1/query").POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xa0}));
    assertThat(send(query).statusCode()).isEqualTo(200);
    assertThat(send(query.header("Origin", "http://example.com")).statusCode()).isEqualTo(403);
  }

  /** Such a page has no origin, and browsers tell some addresses only who asks. */
  @Test
  void webPageThatPointsItsOwnNameHereIsRefused() throws Exception {
    String challenge = "0123456789abcdef".repeat(2);
    for (String path : List.of(Messages.STREAM_PATH, "/ipfs/" + leaf.cid() + "?format=raw")) {
      HttpResponse<byte[]> answer =
          get(path, "Accept-Language", "en", Messages.CHALLENGE_HEADER, challenge);
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void linksThatNobodyNamesKeepNobodyOut() throws Exception {
    List<InputStream> silent = new ArrayList<>();
    try (TestPeer friend = TestPeer.start(folder.resolve("friend"), false)) {
      for (int i = 0; i < Messages.MAX_LINKS; i++) {
        HttpRequest.Builder request =
            request(Messages.STREAM_PATH, Messages.CHALLENGE_HEADER, "00".repeat(16)).GET();
        silent.add(http.send(request.build(), BodyHandlers.ofInputStream()).body());
      }

      friend.ipfs().peers().connect(peer.url());

      assertThat(friend.ipfs().peers().connected()).hasSize(1);
      assertThatThrownBy(() -> silent.get(0).transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    } finally {
      for (InputStream stream : silent) {
        stream.close();
      }
    }
  }

  @Test
  void connectionsBeyondThoseThatOnePlaceMayHaveAreClosed() {
    FewEach few = new FewEach(2);
    List<Connection> connections = List.of(connection(), connection(), connection());
    connections.forEach(few::onOpened);
    assertThat(connections).map(c -> c.getEndPoint().isOpen()).containsExactly(true, true, false);

    few.onClosed(connections.get(2));
    few.onClosed(connections.get(0));
    Connection next = connection();
    few.onOpened(next);
    assertThat(next.getEndPoint().isOpen()).isTrue();
  }

  private static Connection connection() {
    return new AbstractConnection(new ByteArrayEndPoint(), Runnable::run) {
      @Override
      public void onFillable() {}
    };
  }

  @Test
  void connectionsAreCountedByThePort() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    int closed = 0;
    try {
      for (int i = 0; i <= PeerServer.MAX_CONNECTIONS_EACH; i++) {
        sockets.add(
            new Socket(InetAddress.getLoopbackAddress(), peer.peering().port().orElseThrow()));
      }
      for (Socket socket : sockets) {
        closed += isAnswered(socket) ? 0 : 1;
      }
      assertThat(closed).isEqualTo(1);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static boolean isAnswered(Socket socket) {
    try {
      String request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == 'H';
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void blocksOnTheirWayHaveABoundAndLeaveRoomWhenTheyAreTaken() throws Exception {
    Block large = Block.of(Multicodec.RAW, new byte[100_000]);
    peer.store().blocks().put(List.of(large));
    Gateway gateway = new Gateway(peer.store().blocks(), 64 * 1024);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            gateway.answer(request, response, callback);
            return true;
          }
        });
    server.start();
    try {
      assertThat(status(server, "GET", large)).isEqualTo(503);
      assertThat(status(server, "HEAD", large)).isEqualTo(200);
      for (int i = 0; i < 100; i++) {
        assertThat(status(server, "GET", leaf)).isEqualTo(200);
      }
    } finally {
      server.stop();
    }
  }

  private int status(Server server, String method, Block block) throws Exception {
    URI url = server.getURI().resolve("/ipfs/" + block.cid() + "?format=raw");
    return send(HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody())).statusCode();
  }

  @Test
  void placeOfAnIpv6AddressIsItsNetwork() {
    assertThat(origin("2001:db8::1"))
        .isEqualTo(origin("2001:db8::2:3"))
        .isNotEqualTo(origin("2001:db8:0:1::1"));
    assertThat(origin("192.0.2.1")).isNotEqualTo(origin("192.0.2.2"));
  }

  private static String origin(String address) {
    return Origins.of(new InetSocketAddress(InetAddresses.forString(address), 1));
  }

  @Test
  void framesWithoutALinkOrTooLargeAreRefused() throws Exception {
    byte[] large = new byte[Frame.MAX_BYTES + 1];
    HttpRequest.Builder lone = request("/dagbok/1/message").POST(BodyPublishers.ofByteArray(large));
    assertThat(send(lone).statusCode()).isEqualTo(403);

    HttpResponse<InputStream> stream =
        http.send(
            request("/dagbok/1/messages", Messages.CHALLENGE_HEADER, "0123456789abcdef".repeat(2))
                .GET()
                .build(),
            BodyHandlers.ofInputStream());
    try (var open = stream.body()) {
      String session = stream.headers().firstValue(Messages.SESSION_HEADER).orElseThrow();
      assertThat(new FrameReader(open).next()).get().isInstanceOf(Frame.Hello.class);
      assertThat(post(session, large).statusCode()).isEqualTo(413);
      assertThat(post(session, new byte[] {1, 2}).statusCode()).isEqualTo(400);
      assertThat(peer.ipfs().peers().connected()).isEmpty();
    }
  }

  private HttpResponse<byte[]> post(String session, byte[] body) throws Exception {
    return send(
        request("/dagbok/1/message", Messages.SESSION_HEADER, session)
            .POST(BodyPublishers.ofByteArray(body)));
  }
}
