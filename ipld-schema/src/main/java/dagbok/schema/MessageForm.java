package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.List;

/** Reads messages strictly, and writes them. */
final class MessageForm {
  private static final String ANNOUNCEMENT = "head";
  private static final String QUERY = "query";
  private static final String REPLY = "reply";
  private static final String DISCOVER = "discover";

  private MessageForm() {}

  static void checkRaw(List<Block> contents) {
    for (Block content : contents) {
      Multicodec codec = content.cid().codec();
      Form.that(codec == Multicodec.RAW, "contents that are raw", codec.label());
    }
  }

  static Message read(Ipld value) {
    Fields fields = Fields.of(value, "message");
    fields.version();
    Message message;
    if (fields.has(ANNOUNCEMENT)) {
      message = announcement(fields);
    } else if (fields.has(QUERY)) {
      message = query(fields.value(QUERY));
    } else if (fields.has(REPLY)) {
      message = reply(fields.value(REPLY));
    } else {
      message = discover(fields.value(DISCOVER));
    }
    fields.end();
    return message;
  }

  private static Message announcement(Fields fields) {
    return new Message.Announcement(
        head(fields.bytes(ANNOUNCEMENT)),
        ItemForm.readAll(fields.list("proof", Message.MAX_BYTES)),
        ItemForm.readAll(fields.list("items", Message.MAX_BYTES)),
        ItemForm.readContents(fields.list("contents", Message.MAX_BYTES)));
  }

  private static Encoded<Head> head(byte[] bytes) {
    try {
      return Encoded.decode(bytes, Head::decode);
    } catch (SchemaException e) {
      throw new Misfit("head with " + e.expected(), e.found());
    }
  }

  private static Message query(Ipld value) {
    Fields fields = Fields.of(value, QUERY);
    List<Message.Query.Known> profiles = new ArrayList<>();
    for (Ipld known : fields.list("profiles", Message.Query.MAX_PROFILES)) {
      profiles.add(known(known));
    }
    fields.end();
    return new Message.Query(profiles);
  }

  private static Message.Query.Known known(Ipld value) {
    List<Ipld> pair = Values.list(value, 2, "query's profile");
    Form.that(pair.size() == 2, "a profile and its heads", String.valueOf(pair.size()));
    Cid profile = Values.reference(pair.get(0), "query's profile");
    Form.object("query's profile", profile);
    List<Cid> heads = new ArrayList<>();
    for (Ipld head : Values.list(pair.get(1), Message.MAX_BYTES, "query's heads")) {
      heads.add(Values.reference(head, "query's head"));
    }
    return new Message.Query.Known(new ProfileId(profile), heads);
  }

  private static Message reply(Ipld value) {
    Fields fields = Fields.of(value, REPLY);
    Message reply =
        new Message.ReplyNotice(
            fields.profile("profile"),
            ItemForm.read(fields.value("item")),
            ItemForm.readContents(fields.list("contents", Message.MAX_BYTES)),
            ItemForm.readAll(fields.list("proof", Message.MAX_BYTES)));
    fields.end();
    return reply;
  }

  private static Message discover(Ipld value) {
    Fields fields = Fields.of(value, DISCOVER);
    List<String> peers = new ArrayList<>();
    ProfileId profile = fields.profile("profile");
    Cid device = fields.reference("device");
    List<Item> proof = ItemForm.readAll(fields.list("proof", Message.MAX_BYTES));
    for (Ipld peer : fields.list("peers", Message.Discover.MAX_PEERS)) {
      peers.add(Values.text(peer, "discover.peers"));
    }
    long time = fields.integer("time");
    Message message =
        new Message.Discover(
            profile, device, proof, peers, time, Sized.signature(fields.bytes("sig")));
    fields.end();
    return message;
  }

  static Ipld toIpld(Message message) {
    Strict.Out out = Strict.Out.versioned();
    if (message instanceof Message.Announcement announcement) {
      return toIpld(announcement, out).build();
    }
    if (message instanceof Message.Query query) {
      return out.put(QUERY, toIpld(query)).build();
    }
    if (message instanceof Message.ReplyNotice reply) {
      return out.put(REPLY, toIpld(reply)).build();
    }
    Message.Discover discover = (Message.Discover) message;
    Strict.Out fields = unsigned(discover).put("sig", discover.sig().toBytes());
    return out.put(DISCOVER, fields.build()).build();
  }

  private static Strict.Out toIpld(Message.Announcement announcement, Strict.Out out) {
    return out.put(ANNOUNCEMENT, announcement.head().bytes())
        .put("proof", ItemForm.toIpld(announcement.proof()))
        .put("items", ItemForm.toIpld(announcement.items()))
        .put("contents", ItemForm.contentsToIpld(announcement.contents()));
  }

  private static Ipld toIpld(Message.Query query) {
    List<Ipld> profiles = new ArrayList<>();
    for (Message.Query.Known known : query.profiles()) {
      Ipld heads = Ipld.list(known.heads().stream().map(Ipld::reference).toList());
      profiles.add(Ipld.list(List.of(Ipld.reference(known.profile().root()), heads)));
    }
    return new Strict.Out().put("profiles", Ipld.list(profiles)).build();
  }

  private static Ipld toIpld(Message.ReplyNotice reply) {
    return new Strict.Out()
        .reference("profile", reply.profile())
        .put("item", ItemForm.toIpld(reply.item()))
        .put("contents", ItemForm.contentsToIpld(reply.contents()))
        .put("proof", ItemForm.toIpld(reply.proof()))
        .build();
  }

  static Strict.Out unsigned(Message.Discover discover) {
    return new Strict.Out()
        .reference("profile", discover.profile())
        .reference("device", discover.device())
        .put("proof", ItemForm.toIpld(discover.proof()))
        .put("peers", Ipld.list(discover.peers().stream().map(Ipld::of).toList()))
        .put("time", discover.time());
  }
}
