package dagbok.app;

import dagbok.pair.InvitationText;
import dagbok.pair.Joins;
import dagbok.peer.PeerAddress;
import dagbok.peer.Peering;
import dagbok.web.port.Joining;
import dagbok.web.port.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How this machine becomes a device of a profile. */
final class DaemonJoining implements Joining {
  /** The most places where the inviter is looked for. */
  private static final int MAX_PEERS = 8;

  private static final String NO_NAME = "device";

  private final Joins joins;
  private final Peering peering;
  private final PairingStreams streams;

  DaemonJoining(Joins joins, Peering peering, PairingStreams streams) {
    this.joins = joins;
    this.peering = peering;
    this.streams = streams;
  }

  @Override
  public JoinView join(Request request) {
    return Pairings.asked(
        () -> {
          InvitationText text = InvitationText.parse(request.text());
          String name = Pairings.named(request.name().orElseGet(DaemonJoining::ownName));
          if (request.file().isPresent()) {
            byte[] file = Pairings.bytes(request.file().get());
            return view(joins.start(text.code(), name, file));
          }
          return view(joins.start(text.code(), name, ways(request, text)));
        });
  }

  private static String ownName() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse(NO_NAME);
  }

  /** Where the person says, else at whoever is linked: mDNS finds them on a local network. */
  private List<Joins.Way> ways(Request request, InvitationText text) {
    List<String> peers = new ArrayList<>(request.peers());
    peers.addAll(text.peers());
    peers.forEach(DaemonJoining::check);
    if (peers.isEmpty()) {
      peers.addAll(peering.linked());
    }
    return peers.stream().distinct().limit(MAX_PEERS).map(this::way).toList();
  }

  private Joins.Way way(String peer) {
    return PairingStreams.isStream(peer)
        ? streams.to(peer)
        : message -> peering.pair(peer, message);
  }

  private static void check(String peer) {
    if (PairingStreams.isStream(peer)) {
      return;
    }
    try {
      PeerAddress unused = PeerAddress.parse(peer);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "\"" + peer + "\" is no address of a device that invites",
          "give it as that device shows it, such as http://192.168.1.5:8471",
          Optional.empty(),
          e);
    }
  }

  private static JoinView view(Joins.View view) {
    return new JoinView(
        Pairings.stage(view.stage()),
        view.words(),
        view.terms().map(terms -> terms.profile()),
        view.terms().map(terms -> Pairings.named(terms.name())),
        view.agreed(),
        view.carried().map(Pairings::file),
        view.why().map(Pairings::failure));
  }

  @Override
  public Optional<JoinView> current() {
    return joins.current().map(DaemonJoining::view);
  }

  @Override
  public JoinView carried(String file) {
    return Pairings.asked(() -> view(joins.carried(Pairings.bytes(file))));
  }

  @Override
  public JoinView agree() {
    return Pairings.asked(() -> view(joins.agree()));
  }

  @Override
  public void cancel() {
    Optional<Joins.View> unused = joins.cancel();
  }
}
