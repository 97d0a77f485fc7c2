package dagbok.peer;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the local network where we answer, and hears where others do, by mDNS (service {@code
 * _dagbok._tcp}). What is heard is a claim: whoever answers there must show the same peer id.
 */
final class LocalNetwork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalNetwork.class);
  private static final String SERVICE = "_dagbok._tcp.local.";
  private static final String ID = "id";
  private static final int MAX_INTERFACES = 4;

  /** The most addresses of one peer that are tried. */
  static final int MAX_ADDRESSES = 4;

  /** The most peers that are being tried; what is heard meanwhile is heard again later. */
  private static final int MAX_TRIED_AT_ONCE = 16;

  private final PeerId self;
  private final Executor executor;
  private final Consumer<PeerAddress> found;
  private final List<JmDNS> responders = new ArrayList<>();
  private final Semaphore room = new Semaphore(MAX_TRIED_AT_ONCE);

  private LocalNetwork(PeerId self, Executor executor, Consumer<PeerAddress> found) {
    this.self = self;
    this.executor = executor;
    this.found = found;
  }

  /**
   * Begins to tell and to hear, in the background.
   *
   * @param port where we answer; 0: nowhere, so that we only hear
   * @param found told of each peer, on {@code executor}
   */
  static LocalNetwork start(
      List<InetAddress> interfaces,
      int port,
      PeerId self,
      Executor executor,
      Consumer<PeerAddress> found) {
    LocalNetwork network = new LocalNetwork(self, executor, found);
    executor.execute(() -> interfaces.forEach(local -> network.join(local, port)));
    return network;
  }

  /** The addresses of this machine on local networks; of {@code host} alone if it is one. */
  static List<InetAddress> interfaces(String host) throws IOException {
    InetAddress bound = InetAddress.getByName(host);
    if (!bound.isAnyLocalAddress()) {
      return List.of(bound);
    }
    List<InetAddress> all = new ArrayList<>();
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (isLocalNetwork(card)) {
        Collections.list(card.getInetAddresses()).stream()
            .filter(address -> address instanceof Inet4Address)
            .forEach(all::add);
      }
    }
    return List.copyOf(all.subList(0, Math.min(MAX_INTERFACES, all.size())));
  }

  private static boolean isLocalNetwork(NetworkInterface card) throws SocketException {
    return card.isUp() && card.supportsMulticast() && !card.isLoopback() && !card.isPointToPoint();
  }

  private void join(InetAddress local, int port) {
    try {
      JmDNS responder = JmDNS.create(local, self.toString());
      synchronized (responders) {
        responders.add(responder);
      }
      responder.addServiceListener(SERVICE, new Listener(responder, local.isLoopbackAddress()));
      if (port != 0) {
        Map<String, String> text = Map.of(ID, self.toString());
        responder.registerService(ServiceInfo.create(SERVICE, self.toString(), port, 0, 0, text));
      }
    } catch (IOException e) {
      log.info("peers on the local network of {} are not looked for: {}", local, e.getMessage());
    }
  }

  /** Hears of others. */
  private final class Listener implements ServiceListener {
    private final JmDNS responder;
    private final boolean loopback;

    Listener(JmDNS responder, boolean loopback) {
      this.responder = responder;
      this.loopback = loopback;
    }

    @Override
    public void serviceAdded(ServiceEvent event) {
      responder.requestServiceInfo(event.getType(), event.getName());
    }

    @Override
    public void serviceRemoved(ServiceEvent event) {
      // its links end by themselves
    }

    @Override
    public void serviceResolved(ServiceEvent event) {
      addresses(event.getInfo(), loopback).forEach(LocalNetwork.this::tell);
    }
  }

  private List<PeerAddress> addresses(ServiceInfo info, boolean loopback) {
    try {
      String text = Optional.ofNullable(info.getPropertyString(ID)).orElse("");
      PeerId id = PeerId.parse(text);
      return id.equals(self)
          ? List.of()
          : addresses(id, List.of(info.getInet4Addresses()), info.getPort(), loopback);
    } catch (IllegalArgumentException e) {
      log.debug("{} is no peer: {}", info.getName(), e.getMessage());
      return List.of();
    }
  }

  /** Of what somebody told, what is tried: this machine itself only if we are on loopback. */
  static List<PeerAddress> addresses(
      PeerId id, List<? extends InetAddress> told, int port, boolean loopback) {
    return told.stream()
        .filter(address -> address.isLoopbackAddress() == loopback)
        .limit(MAX_ADDRESSES)
        .map(address -> new PeerAddress(address.getHostAddress(), port, Optional.of(id)))
        .toList();
  }

  private void tell(PeerAddress address) {
    if (!room.tryAcquire()) {
      log.debug("{} is left alone for now", address);
      return;
    }
    try {
      executor.execute(
          () -> {
            try {
              found.accept(address);
            } finally {
              room.release();
            }
          });
    } catch (RejectedExecutionException e) {
      room.release();
      log.debug("{} is left alone, since the daemon stops", address);
    }
  }

  @Override
  public void close() {
    List<JmDNS> all;
    synchronized (responders) {
      all = List.copyOf(responders);
      responders.clear();
    }
    for (JmDNS responder : all) {
      try {
        responder.close();
      } catch (IOException e) {
        log.debug("mDNS does not end in order: {}", e.getMessage());
      }
    }
  }
}
