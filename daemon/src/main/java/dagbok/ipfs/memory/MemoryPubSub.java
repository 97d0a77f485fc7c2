package dagbok.ipfs.memory;

import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Mailbox;
import dagbok.ipfs.PubSub;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands messages to those who listen. */
final class MemoryPubSub implements PubSub {
  private final MemoryIpfs node;
  private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();

  MemoryPubSub(MemoryIpfs node) {
    this.node = node;
  }

  @Override
  public void publish(String topic, byte[] data) {
    node.checkUp();
    Bounds.checkMessage(data);
    for (MemoryIpfs hearer : node.network().audience(node, topic)) {
      hearer.hear(new Message(topic, node.id(), data.clone()));
    }
  }

  void hear(Message message) {
    for (Mailbox mailbox : mailboxes) {
      if (mailbox.topic().equals(message.topic())) {
        mailbox.put(message);
      }
    }
  }

  boolean listensTo(String topic) {
    return mailboxes.stream().anyMatch(mailbox -> mailbox.topic().equals(topic));
  }

  @Override
  public Subscription subscribe(
      String topic, Consumer<Message> listener, Consumer<IpfsException> onEnd) {
    node.checkUp();
    Mailbox mailbox = new Mailbox(topic, listener, onEnd, node.network().deliveries());
    mailboxes.add(mailbox);
    if (!node.isUp()) { // went away meanwhile, and may not have seen this one
      mailboxes.remove(mailbox);
      node.checkUp();
    }
    return () -> {
      mailboxes.remove(mailbox);
      mailbox.close();
    };
  }

  void endAll(IpfsException why) {
    List<Mailbox> ended = List.copyOf(mailboxes);
    mailboxes.removeAll(ended);
    ended.forEach(mailbox -> mailbox.end(why));
  }

  @Override
  public List<String> peers(String topic) {
    node.checkUp();
    return node.network().neighbours(node).stream()
        .filter(neighbour -> neighbour.listensTo(topic))
        .map(MemoryIpfs::id)
        .toList();
  }
}
