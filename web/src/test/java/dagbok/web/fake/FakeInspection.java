package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.schema.ProfileId;
import dagbok.web.port.Inspection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects in memory; the graph of a profile is the line of its posts. */
public final class FakeInspection implements Inspection {
  private final FakeDaemon daemon;
  private final Map<Cid, Ipld> objects = new ConcurrentHashMap<>();

  FakeInspection(FakeDaemon daemon) {
    this.daemon = daemon;
  }

  /** Makes an object known. */
  public void put(Cid cid, Ipld object) {
    objects.put(cid, object);
  }

  @Override
  public Ipld object(Cid cid) {
    Ipld found = objects.get(cid);
    if (found == null) {
      throw FakeDaemon.notFound("this object");
    }
    return found;
  }

  @Override
  public HeadView head(ProfileId profile) {
    Cid head = daemon.profiles.get(profile).head().orElseThrow();
    Map<String, Ipld> fields = new LinkedHashMap<>();
    fields.put("v", Ipld.of(1));
    fields.put("profile", Ipld.reference(profile.root()));
    fields.put("snapshot", Ipld.link(head));
    return new HeadView(head, Ipld.map(fields), true);
  }

  @Override
  public List<NodeView> graph(ProfileId profile) {
    List<NodeView> nodes = new ArrayList<>();
    nodes.add(new NodeView(profile.root(), List.of(), Optional.empty()));
    daemon
        .posts
        .feed(
            new dagbok.web.port.Posts.FeedQuery(
                Optional.of(profile), Optional.empty(), Optional.empty(), 0))
        .forEach(
            post ->
                nodes.add(
                    new NodeView(
                        post.node().orElseThrow(),
                        List.of(profile.root()),
                        Optional.of(post.entry()))));
    return nodes;
  }

  @Override
  public Verdict verify(ProfileId profile) {
    long live = daemon.profiles.get(profile).live();
    return new Verdict(profile, live, live, live, 1, live, 4_096, 3, 0, List.of());
  }

  @Override
  public Verdict verifyCar(InputStream car) {
    try {
      String text = new String(car.readAllBytes(), StandardCharsets.UTF_8);
      return verify(daemon.profiles.resolve(text.replaceFirst(" .*", "").strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
