package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dagbok.schema.ProfileId;
import dagbok.web.http.LiveStream;
import dagbok.web.live.LiveEvents;
import dagbok.web.port.Events;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events. */
@Timeout(60)
class LiveTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(5);

  @TempDir Path folder;
  private Site site;
  private ProfileId me;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    me = site.fake.profiles.create("Astrid").profile();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  /** An open stream. */
  private record Listening(InputStream in, BufferedReader lines) implements AutoCloseable {
    /** The next lines that are no comments, up to the next empty one. */
    List<String> next() {
      List<String> event = new ArrayList<>();
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.isEmpty() && !line.startsWith(":")) {
            event.add(line);
          } else if (!event.isEmpty()) {
            return event;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return event;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private Listening listen(Optional<String> last) throws IOException, InterruptedException {
    HttpRequest.Builder request = site.request("/events").header("Cookie", site.session());
    last.ifPresent(id -> request.header("Last-Event-ID", id));
    int before = site.fake.events.listeners();
    HttpResponse<InputStream> answer =
        site.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .until(() -> site.fake.events.listeners() > before);
    InputStream in = answer.body();
    Listening listening =
        new Listening(in, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    assertThat(listening.next()).containsExactly("retry: 2000");
    return listening;
  }

  @Test
  void everyKindOfEventIsToldWithItsId() throws Exception {
    try (Listening stream = listen(Optional.empty())) {
      site.fake.events.happen(id -> new Events.PostArrived(id, me, me.root(), true));
      List<String> post = stream.next();
      assertThat(post.get(0)).matches("id: [0-9a-f]{8}-1");
      assertThat(post.get(1)).isEqualTo("event: post");
      assertThat(post.get(2))
          .isEqualTo("data: {\"profile\":\"%s\",\"entry\":\"%s\",\"own\":true}".formatted(me, me));
      site.fake.events.happen(
          id -> new Events.PostMoved(id, me, me.root(), dagbok.web.port.Posts.State.IN_IPFS));
      assertThat(stream.next().get(2)).endsWith("\"state\":\"in-ipfs\"}");
      site.fake.events.happen(id -> new Events.ProfileChanged(id, me));
      assertThat(stream.next().get(1)).isEqualTo("event: profile");
      site.fake.events.happen(Events.StatusChanged::new);
      assertThat(stream.next().get(1)).isEqualTo("event: status");
    }
  }

  @Test
  void whoComesBackGetsWhatCameInBetween() throws Exception {
    String id;
    try (Listening stream = listen(Optional.empty())) {
      site.fake.events.happen(Events.StatusChanged::new);
      id = stream.next().get(0).substring("id: ".length());
    }
    site.fake.events.happen(n -> new Events.ProfileChanged(n, me));
    try (Listening stream = listen(Optional.of(id))) {
      assertThat(stream.next().get(1)).isEqualTo("event: profile");
    }
  }

  @Test
  void whoMissedSomethingIsTold() throws Exception {
    try (Listening stream = listen(Optional.of("another-run-7"))) {
      assertThat(stream.next()).contains("event: missed");
    }
    String id;
    try (Listening stream = listen(Optional.empty())) {
      site.fake.events.happen(Events.StatusChanged::new);
      id = stream.next().get(0).substring("id: ".length());
    }
    site.fake.events.happen(Events.StatusChanged::new);
    site.fake.events.forget();
    site.fake.events.happen(n -> new Events.ProfileChanged(n, me));
    try (Listening stream = listen(Optional.of(id))) {
      assertThat(stream.next()).contains("event: missed");
      assertThat(stream.next()).contains("event: profile");
    }
    try (Listening stream = listen(Optional.of(id.replaceFirst("-.*", "-0")))) {
      assertThat(stream.next()).contains("event: missed");
    }
  }

  @Test
  void pageBeginsToListenWhereItWasMade() {
    site.fake.events.happen(Events.StatusChanged::new);
    site.fake.events.happen(Events.StatusChanged::new);
    assertThat(site.page("/").body()).containsPattern("data-since=\"[0-9a-f]{8}-2\"");
  }

  @Test
  void readerThatIsTooSlowIsCutOff() throws Exception {
    try (Listening stream = listen(Optional.empty())) {
      assertThat(stream.in().available()).isNotNegative();
      int listeners = site.fake.events.listeners();
      for (int i = 0; i < 200 * LiveStream.MAX_WAITING; i++) {
        site.fake.events.happen(id -> new Events.PostArrived(id, me, me.root(), true));
      }
      await().atMost(PATIENCE).until(() -> site.fake.events.listeners() < listeners);
    }
  }

  @Test
  void noMoreStreamsAreOpenThanTheBound() throws Exception {
    List<Listening> open = new ArrayList<>();
    for (int i = 0; i < LiveEvents.MAX_STREAMS; i++) {
      open.add(listen(Optional.empty()));
    }
    assertThat(site.page("/events").statusCode()).isEqualTo(409);
    for (Listening stream : open) {
      stream.close();
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              site.fake.events.happen(Events.StatusChanged::new);
              return site.fake.events.listeners() == 1;
            });
    listen(Optional.empty()).close();
  }

  @Test
  void strangersDoNotListen() {
    assertThat(site.get("/events").statusCode()).isEqualTo(403);
    HttpRequest.Builder other =
        site.request("/events")
            .header("Cookie", site.session())
            .header("Sec-Fetch-Site", "cross-site");
    assertThat(site.send(other).statusCode()).isEqualTo(403);
  }
}
