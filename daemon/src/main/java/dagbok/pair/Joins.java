package dagbok.pair;

import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.schema.Control;
import dagbok.schema.Item;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one attempt to join at a time. Thread-safe. */
public final class Joins {
  private static final Logger log = LoggerFactory.getLogger(Joins.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A message that is lost is said again so often; the answer is the same. */
  private static final int TRIES = 3;

  /** So long whoever invites is looked for, on all ways together. */
  static final Duration HELLO_TIME = Duration.ofMinutes(1);

  /** Polls for as long as an invitation may stand, and no longer. */
  private static final long MAX_POLLS = Invitations.TIME.dividedBy(POLL);

  private final Settling settling;
  private final Clock clock;
  private final SecureRandom random;
  private final Function<SigningKey, SealSecret> seals;
  private final ScheduledExecutorService executor;
  private Optional<Attempt> attempt = Optional.empty();

  /**
   * {@code executor} speaks with inviters; it belongs to the caller.
   *
   * @param seals the secret that follows from a device's key
   */
  public Joins(
      Settling settling,
      Clock clock,
      SecureRandom random,
      Function<SigningKey, SealSecret> seals,
      ScheduledExecutorService executor) {
    this.settling = settling;
    this.clock = clock;
    this.random = random;
    this.seals = seals;
    this.executor = executor;
  }

  /** The way to one device that may invite. */
  public interface Way {
    /** What it answers. */
    byte[] say(byte[] message) throws IOException;

    /** Nothing more will be said. */
    default void close() {}
  }

  /**
   * An attempt as it stands.
   *
   * @param words to compare; empty before stage {@code ASKED}
   * @param carried what is carried back to the inviter next, if files are
   */
  public record View(
      Stage stage,
      List<String> words,
      Optional<Terms> terms,
      boolean agreed,
      Optional<Carried> carried,
      Optional<PairingException.Reason> why) {}

  private final class Attempt {
    private final Joiner joiner;
    private final String name;
    private Stage stage = Stage.WAITING;
    private Optional<PairingException.Reason> why = Optional.empty();
    private Optional<PendingKey> key = Optional.empty();
    private boolean agreed;
    private Optional<Way> way = Optional.empty();
    private Optional<Carried> carried = Optional.empty();
    private long polls;

    Attempt(PairingCode code, String name) {
      this.joiner = new Joiner(code, random);
      this.name = name;
    }

    View view() {
      return new View(stage, joiner.words(), joiner.terms(), agreed, carried, why);
    }

    /** The inviter's terms are known; gives what asks for the grant. */
    byte[] ask(Terms terms) {
      if (settling.isOwn(terms.profile().root())) {
        throw new PairingException(PairingException.Reason.ALREADY);
      }
      byte[] seed = new byte[SigningKey.SEED_BYTES];
      random.nextBytes(seed);
      SigningKey signing = SigningKey.ofSeed(seed);
      PendingKey fresh =
          new PendingKey(terms.profile(), seed, terms.device(), terms.addresses(), List.of());
      settling.keep(fresh);
      key = Optional.of(fresh);
      Control.Grant grant =
          Control.Grant.by(
              signing, seals.apply(signing).publicKey(), terms.profile(), terms.device());
      stage = Stage.ASKED;
      return joiner.ask(new DeviceRequest(grant, name));
    }

    void verdict(byte[] message) {
      Optional<List<Item>> proof = joiner.verdict(message);
      if (proof.isPresent()) {
        key = Optional.of(key.orElseThrow().with(proof.get()));
        carried = Optional.empty();
      }
      settleIfAgreed();
    }

    void settleIfAgreed() {
      if (agreed && stage == Stage.ASKED && key.filter(k -> !k.proof().isEmpty()).isPresent()) {
        settling.settle(key.orElseThrow());
        stage = Stage.DONE;
      }
    }

    void end(PairingException.Reason reason) {
      if (stage == Stage.DONE || stage == Stage.ENDED) {
        return;
      }
      stage = Stage.ENDED;
      carried = Optional.empty();
      why = Optional.of(reason);
      boolean certain =
          reason == PairingException.Reason.TURNED_DOWN
              || reason == PairingException.Reason.REFUSED_HERE;
      if (certain) {
        key.ifPresent(settling::drop);
      }
    }
  }

  /** Looks for the inviter of a code on these ways, in turn, and goes on by itself. */
  public synchronized View start(PairingCode code, String name, List<Way> ways) {
    cancel();
    Attempt fresh = new Attempt(code, name);
    attempt = Optional.of(fresh);
    run(() -> meet(fresh, ways), Duration.ZERO);
    return fresh.view();
  }

  /** Takes the first file that an inviter wrote; what goes on ends only if it is one. */
  public synchronized View start(PairingCode code, String name, byte[] opening) {
    Attempt fresh = new Attempt(code, name);
    fresh.carried = Optional.of(new Carried(2, fresh.joiner.meet(opening)));
    cancel();
    attempt = Optional.of(fresh);
    return fresh.view();
  }

  /** Takes a further file. */
  public synchronized View carried(byte[] message) {
    Attempt now = found();
    try {
      if (now.stage == Stage.WAITING) {
        now.carried = Optional.of(new Carried(4, now.ask(now.joiner.met(message))));
      } else {
        now.verdict(message);
      }
      return now.view();
    } catch (PairingException e) {
      if (e.reason() != PairingException.Reason.OUT_OF_TURN) {
        now.end(e.reason());
      }
      throw e;
    }
  }

  private Attempt found() {
    return attempt
        .filter(now -> now.stage != Stage.ENDED)
        .orElseThrow(() -> new PairingException(PairingException.Reason.NOTHING));
  }

  /** The newest attempt, whatever became of it. */
  public synchronized Optional<View> current() {
    return attempt.map(Attempt::view);
  }

  /** The person says that the words are the same. */
  public synchronized View agree() {
    Attempt now = found();
    if (now.stage != Stage.ASKED && now.stage != Stage.DONE) {
      throw new PairingException(PairingException.Reason.NOTHING);
    }
    now.agreed = true;
    now.settleIfAgreed();
    return now.view();
  }

  /** The person says no. */
  public synchronized Optional<View> cancel() {
    attempt.ifPresent(
        now -> {
          boolean speaks = now.stage != Stage.DONE && now.stage != Stage.ENDED;
          now.end(PairingException.Reason.REFUSED_HERE);
          if (speaks) {
            left(now).ifPresent(way -> run(() -> leave(way), Duration.ZERO));
          }
        });
    return current();
  }

  private static void leave(Way way) {
    tell(way, PairingException.Reason.REFUSED);
    way.close();
  }

  private void run(Runnable work, Duration pause) {
    try {
      var unused = executor.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("joining ends with the daemon");
    }
  }

  private void meet(Attempt now, List<Way> ways) {
    PairingException.Reason last = PairingException.Reason.UNREACHED;
    Instant until = clock.instant().plus(HELLO_TIME);
    for (Way way : ways) {
      boolean goesOn = false;
      try {
        byte[] opening = said(now, way, Joiner.hello(), until);
        byte[] meeting = now.joiner.meet(opening);
        goesOn = speak(now, way, meeting);
        return;
      } catch (IOException e) {
        log.debug("no invitation is reached there: {}", e.getMessage());
      } catch (PairingException e) {
        last = e.reason(); // the code is not spent: nothing was said yet that it is in
      } catch (RuntimeException e) {
        log.warn("joining failed there: {}", e.getMessage());
        log.debug("failed", e);
      } finally {
        if (!goesOn) {
          way.close();
        }
      }
    }
    finish(now, last);
  }

  private synchronized void finish(Attempt now, PairingException.Reason why) {
    now.end(why);
  }

  /** Nothing more is said for an attempt that has ended, nor when time is over. */
  private byte[] said(Attempt now, Way way, byte[] message, Instant until) throws IOException {
    IOException last = new IOException("nothing was said");
    for (int i = 0; i < TRIES && waits(now) && clock.instant().isBefore(until); i++) {
      try {
        return way.say(message);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private synchronized boolean waits(Attempt now) {
    return now.stage == Stage.WAITING;
  }

  /** With the one that has the code's invitation; gives whether it goes on. */
  private boolean speak(Attempt now, Way way, byte[] meeting) {
    try {
      byte[] met = said(now, way, meeting, Instant.MAX);
      if (asks(now, way, met)) {
        return true;
      }
      tell(way, PairingException.Reason.REFUSED);
    } catch (IOException e) {
      finish(now, PairingException.Reason.UNREACHED);
    } catch (PairingException e) {
      tell(way, e.reason());
      finish(now, e.reason());
    } catch (RuntimeException e) {
      log.error("joining fails", e);
      tell(way, PairingException.Reason.REFUSED);
      finish(now, PairingException.Reason.FAILED);
    }
    return false;
  }

  private synchronized boolean asks(Attempt now, Way way, byte[] met) {
    if (now.stage != Stage.WAITING) {
      return false;
    }
    byte[] asking = now.ask(now.joiner.met(met));
    now.way = Optional.of(way);
    run(() -> poll(now, way, asking), Duration.ZERO);
    return true;
  }

  private static void tell(Way way, PairingException.Reason reason) {
    try {
      byte[] unused = way.say(Joiner.stop(reason));
    } catch (IOException e) {
      log.debug("the inviter is not told: {}", e.getMessage());
    }
  }

  private void poll(Attempt now, Way way, byte[] asking) {
    Optional<byte[]> answer = Optional.empty();
    try {
      answer = Optional.of(way.say(asking));
    } catch (IOException e) {
      log.debug("the inviter is asked again: {}", e.getMessage());
    }
    if (goesOn(now, answer)) {
      run(() -> poll(now, way, asking), POLL);
    } else {
      left(now).ifPresent(Way::close);
    }
  }

  private synchronized boolean goesOn(Attempt now, Optional<byte[]> answer) {
    try {
      if (answer.isPresent() && now.stage == Stage.ASKED) {
        now.verdict(answer.get());
      }
    } catch (PairingException e) {
      now.end(e.reason());
    } catch (RuntimeException e) {
      log.error("a grant can't be taken in; it is at the next start", e);
      now.end(PairingException.Reason.FAILED);
    }
    boolean knows = now.key.filter(key -> !key.proof().isEmpty()).isPresent();
    if (++now.polls > MAX_POLLS && !knows) {
      now.end(PairingException.Reason.EXPIRED);
    }
    return now.stage == Stage.ASKED && !knows;
  }

  /** The way, for whoever says nothing more on it; it is to be closed once. */
  private synchronized Optional<Way> left(Attempt now) {
    Optional<Way> way = now.way;
    now.way = Optional.empty();
    return way;
  }
}
