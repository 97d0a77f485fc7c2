package dagbok.benchmark;

import dagbok.benchmark.Hostile.Made;
import dagbok.cid.Cid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Profiles of many devices, revokes and deletes. */
final class HostileControls {
  private static final int MAX_DELETED = 256;
  private static final int MAX_SENIORS = 16;

  private HostileControls() {}

  static void addTo(Map<String, Function<Hostile, HostileCase>> all) {
    all.put("devices, each by the one before", DeviceChain::new);
    all.put("devices, each with one entry", Devices::new);
    all.put("one device revoked again and again", by -> new Revokes(by, false, 1));
    all.put("forked device revoked again", by -> new Revokes(by, true, 1));
    all.put("revoke of all and back", by -> new Revokes(by, false, Integer.MAX_VALUE));
    all.put("forked senior revokes many twice", ForkedSenior::new);
    all.put("devices, each revoked by 16", RevokedByAll::new);
    all.put("deletes of what is absent", DeleteAbsent::new);
    all.put("deletes of all", DeleteAll::new);
    all.put("deletes of one entry by all", by -> new DeleteOne(by, false));
    all.put("edits of one entry, deleted and not", by -> new DeleteOne(by, true));
    all.put("deletes of the oldest, one by one", DeleteOldest::new);
  }

  /** The first device is revoked, and its revoke corrected. */
  private static final class DeviceChain extends HostileCase {
    private Made first = author.root;
    private Made last = author.root;
    private Made senior = author.root;
    private boolean stands = true;

    DeviceChain(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      first = author.grant(author.root);
      senior = first;
      last = author.grant(first);
      Made device = last;
      while (author.bytes() < size) {
        device = author.grant(device);
      }
      senior = author.entry(author.root, List.of(), author.post());
    }

    @Override
    void more() {
      stands = !stands;
      senior = author.revoke(senior, first, stands ? first.after(last) : first);
    }
  }

  private static final class Devices extends HostileCase {
    Devices(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      own = author.root;
      fill(size);
    }

    @Override
    void more() {
      Made device = author.grant(own);
      own = own.after(device);
      Made unused = author.entry(device, author.post());
    }
  }

  /** Half of the bytes are a device's posts, half a senior's revokes of it. */
  private static final class Revokes extends HostileCase {
    private final boolean forked;
    private final int step;
    private final List<Made> posts = new ArrayList<>();
    private Made device = author.root;
    private Made senior = author.root;
    private int at;

    Revokes(Hostile author, boolean forked, int step) {
      super(author);
      this.forked = forked;
      this.step = step;
    }

    @Override
    void write(long size) {
      device = author.grant(author.root);
      senior = author.root.after(device);
      Made own = device;
      if (forked) {
        Made unused = author.entry(device, author.post());
      }
      while (author.bytes() < size / 2) {
        own = author.entry(own, author.post());
        posts.add(own);
      }
      at = step == 1 ? posts.size() / 2 : 0;
      fill(size);
    }

    @Override
    void more() {
      if (step == 1) {
        at = (at + 1) % posts.size();
      } else {
        at = at == 0 ? posts.size() - 1 : 0;
      }
      senior = author.revoke(senior, device, posts.get(at));
    }
  }

  /** Each device is revoked twice by one whose own chain is forked, which has to be read. */
  private static final class ForkedSenior extends HostileCase {
    private Made senior = author.root;

    ForkedSenior(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      senior = author.grant(author.root);
      Made unused = author.entry(senior, author.post());
      fill(size);
    }

    @Override
    void more() {
      Made device = author.grant(senior);
      senior = senior.after(device);
      senior = author.revoke(senior, device, device);
      senior = author.revoke(senior, device, device);
    }
  }

  /** Each device has been granted by one of a line of 16, and all of these revoke it. */
  private static final class RevokedByAll extends HostileCase {
    private final Made[] seniors = new Made[MAX_SENIORS];

    RevokedByAll(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      seniors[0] = author.root;
      for (int i = 1; i < MAX_SENIORS; i++) {
        Made granted = author.grant(seniors[i - 1]);
        seniors[i - 1] = seniors[i - 1].after(granted);
        seniors[i] = granted;
      }
      fill(size);
    }

    @Override
    void more() {
      Made device = author.grant(seniors[MAX_SENIORS - 1]);
      seniors[MAX_SENIORS - 1] = seniors[MAX_SENIORS - 1].after(device);
      for (int i = 0; i < MAX_SENIORS; i++) {
        seniors[i] = author.revoke(seniors[i], device, device);
      }
    }
  }

  private static final class DeleteAbsent extends HostileCase {
    DeleteAbsent(Hostile author) {
      super(author);
    }

    @Override
    void more() {
      List<Cid> absent = new ArrayList<>();
      for (int i = 0; i < MAX_DELETED; i++) {
        absent.add(author.nothing());
      }
      own = author.delete(own, absent);
    }
  }

  private static final class DeleteAll extends HostileCase {
    DeleteAll(Hostile author) {
      super(author);
    }

    @Override
    void more() {
      List<Cid> posts = new ArrayList<>();
      for (int i = 0; i < MAX_DELETED; i++) {
        own = author.entry(own, author.post());
        posts.add(own.cid());
      }
      own = author.delete(own, posts);
    }
  }

  /** One entry, which all delete; or all edit, while a revoke takes its delete away and back. */
  private static final class DeleteOne extends HostileCase {
    private final boolean edits;
    private Made post = author.root;
    private Made senior = author.root;
    private Made deleter = author.root;
    private Made delete = author.root;
    private boolean stands = true;

    DeleteOne(Hostile author, boolean edits) {
      super(author);
      this.edits = edits;
    }

    @Override
    void write(long size) {
      deleter = author.grant(author.root);
      senior = author.root.after(deleter);
      own = author.grant(senior);
      senior = senior.after(own);
      post = author.entry(own, author.post());
      own = post;
      while (author.bytes() < size) {
        own =
            edits ? author.entry(own, author.edit(post)) : author.delete(own, List.of(post.cid()));
      }
      delete = author.delete(deleter, List.of(post.cid()));
    }

    @Override
    void more() {
      if (edits) {
        stands = !stands;
        senior = author.revoke(senior, deleter, stands ? delete : deleter);
      } else {
        own = author.delete(own, List.of(post.cid()));
      }
    }
  }

  private static final class DeleteOldest extends HostileCase {
    private final Deque<Cid> oldest = new ArrayDeque<>();
    private Made deleter = author.root;

    DeleteOldest(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      deleter = author.grant(author.root);
      own = author.grant(deleter);
      while (author.bytes() < size) {
        own = author.entry(own, author.post());
        oldest.add(own.cid());
      }
    }

    @Override
    void more() {
      deleter = author.delete(deleter, List.of(oldest.removeFirst()));
    }
  }
}
