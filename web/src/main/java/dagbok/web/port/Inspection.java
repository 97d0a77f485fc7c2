package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.schema.ProfileId;
import java.io.InputStream;
import java.util.List;

/** The plumbing: objects as they are. */
public interface Inspection {
  /** A head and whether one is in step with it. */
  record HeadView(Cid cid, Ipld head, boolean inStep) {}

  /** A node of the graph, ancestors first. {@code entry} is absent in merge nodes. */
  record NodeView(Cid node, List<Cid> parents, java.util.Optional<Cid> entry) {}

  /** What checking everything found. {@code faults}: the first ten. */
  record Verdict(
      ProfileId profile,
      long entries,
      long live,
      long nodes,
      long packs,
      long signatures,
      long bytes,
      long millis,
      long faultCount,
      List<String> faults) {}

  /** The object behind any CID, from here or from peers, decoded. */
  Ipld object(Cid cid);

  /** The newest head that is known of a profile. */
  HeadView head(ProfileId profile);

  /** The node graph of a profile. */
  List<NodeView> graph(ProfileId profile);

  /** Checks everything of a held profile, from every hash to every signature. */
  Verdict verify(ProfileId profile);

  /** The same for a CAR whose root is a head or a snapshot; the caller closes {@code car}. */
  Verdict verifyCar(InputStream car);
}
