package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.crypto.SealKey;
import dagbok.crypto.SigningKey;
import dagbok.dag.TestProfile.Made;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Post;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small profile in which everything happens that may: forks of own, grants of new and of old
 * keys, revokes with every kind of last, deletes, edits, odd payloads, late merges. The same for
 * the same seed.
 */
final class RandomProfile {
  private static final SealKey SEAL = new SealKey(new byte[SealKey.BYTES]);

  /** Contents are taken from few bytes, so that entries share them. */
  private static final int TEXTS = 40;

  final TestProfile p = new TestProfile(1);
  private final Random random;
  private final List<Cid> devices = new ArrayList<>(List.of(p.root));
  private final Map<Cid, Cid> granter = new HashMap<>();

  /** By device, in the order of writing. */
  private final Map<Cid, List<Cid>> entries = new HashMap<>();

  private final Set<Cid> selfRevokes = new HashSet<>();
  private final List<Cid> all = new ArrayList<>(List.of(p.root));

  RandomProfile(int seed) {
    random = new Random(seed);
    entries.put(p.root, new ArrayList<>(List.of(p.root)));
    grant(p.root, 0);
    int steps = 10 + random.nextInt(50);
    for (int i = 0; i < steps; i++) {
      step(i + 1);
    }
  }

  private void step(int number) {
    Cid device = pick(devices);
    int dice = random.nextInt(100);
    if (dice < 10) {
      grant(device, number);
    } else if (dice < 18) {
      revoke(device);
    } else if (dice < 20) {
      selfRevoke(device);
    } else if (dice < 28) {
      add(device, draft(device).control(new Control.Delete(some(4))));
    } else if (dice < 30) {
      add(device, draft(device).control(new Body("freeze", Ipld.of(number))));
    } else {
      add(device, note(device, dice, number));
    }
  }

  private TestProfile.Draft note(Cid device, int dice, int number) {
    TestProfile.Draft draft = draft(device);
    if (dice < 42) {
      return draft.body(new Display.Edit(pick(all), Post.EMPTY, Map.of()).toBody());
    }
    if (dice < 45) {
      return draft.payload(new byte[] {(byte) number});
    }
    if (dice < 47) {
      Control delete = new Control.Delete(some(2));
      return draft.body(delete.toBody());
    }
    if (dice < 49) {
      return draft.body(new Body("poll", Ipld.list(List.of(Ipld.of(number)))));
    }
    return contents(draft);
  }

  private TestProfile.Draft contents(TestProfile.Draft draft) {
    List<Content> named = new ArrayList<>();
    List<Block> packed = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(TEXTS);
      Block block = Block.of(Multicodec.RAW, new byte[1 + number * number]);
      long size = random.nextInt(12) == 0 ? 20_000 : block.bytes().length;
      named.add(Content.of(block.cid(), size, "text/plain"));
      packed.add(block);
    }
    return draft.contents(named, packed.toArray(Block[]::new));
  }

  private void grant(Cid by, int number) {
    boolean again = devices.size() > 2 && random.nextInt(4) == 0;
    SigningKey key = again ? p.keyOf(pick(devices)) : TestProfile.key(1000 + number);
    Cid grant = p.grant(draft(by), by, key);
    note(by, grant);
    devices.add(grant);
    granter.put(grant, by);
    entries.put(grant, new ArrayList<>());
  }

  private void revoke(Cid by) {
    List<Cid> juniors = devices.stream().filter(device -> isSenior(by, device)).toList();
    if (!juniors.isEmpty()) {
      Cid junior = pick(juniors);
      List<Cid> lasts = new ArrayList<>(entries(junior));
      lasts.add(junior);
      add(by, draft(by).control(new Control.Revoke(junior, pick(lasts))));
    }
  }

  private boolean isSenior(Cid senior, Cid device) {
    Cid at = device;
    for (int i = 0; i < ControlRules.MAX_SENIORITY_STEPS; i++) {
      at = granter.getOrDefault(at, p.root);
      if (at.equals(senior)) {
        return !device.equals(p.root);
      }
    }
    return false;
  }

  private void selfRevoke(Cid device) {
    if (!device.equals(p.root)) {
      Cid own = own(device);
      Control revoke = new Control.Revoke(device, own);
      Cid end = p.by(device).own(own).prev(prev()).control(revoke).add();
      note(device, end);
      selfRevokes.add(end);
    }
  }

  private TestProfile.Draft draft(Cid device) {
    return p.by(device).own(own(device)).prev(prev()).time(random.nextInt(1_000_000));
  }

  /** Mostly the device's last entry, now and then an earlier one or the grant. */
  private Cid own(Cid device) {
    List<Cid> may = new ArrayList<>(List.of(device));
    entries(device).stream().filter(entry -> !selfRevokes.contains(entry)).forEach(may::add);
    return random.nextInt(8) == 0 ? pick(may) : may.get(may.size() - 1);
  }

  private void add(Cid device, TestProfile.Draft draft) {
    note(device, draft.add());
  }

  private void note(Cid device, Cid entry) {
    entries(device).add(entry);
    all.add(entry);
  }

  private List<Cid> entries(Cid device) {
    return Objects.requireNonNull(entries.get(device));
  }

  private Cid[] prev() {
    List<Cid> prev = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int back = Math.min(all.size(), random.nextInt(6) == 0 ? all.size() : 5);
      prev.add(all.get(all.size() - 1 - random.nextInt(back)));
    }
    return prev.toArray(Cid[]::new);
  }

  private List<Cid> some(int most) {
    TreeSet<Cid> some = new TreeSet<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      some.add(pick(all));
    }
    return List.copyOf(some);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Entries that are wrong, each in its way, and what is right about nothing else. */
  List<Made> garbage() {
    List<Made> garbage = new ArrayList<>();
    for (Cid device : devices) {
      garbage.add(p.by(device).own(device).key(TestProfile.key(-5)).make());
      garbage.add(p.by(device).own(device).seqOff(1).make());
      garbage.add(p.by(device).own(device).heightOff(1).make());
      garbage.add(p.by(device).own(device).profile(new TestProfile(2).id).make());
      Control.Grant unproven =
          Control.Grant.by(TestProfile.key(6), SEAL, new TestProfile(2).id, device);
      garbage.add(p.by(device).own(device).control(unproven).make());
      for (Cid other : devices) {
        if (!device.equals(other) && !isSenior(device, other)) {
          Control revoke = new Control.Revoke(other, other);
          garbage.add(
              p.by(device).prev(all.get(all.size() - 1)).own(device).control(revoke).make());
        }
      }
    }
    return garbage;
  }
}
