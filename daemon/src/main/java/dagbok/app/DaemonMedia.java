package dagbok.app;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import dagbok.store.PostTable;
import dagbok.store.ProfileState;
import dagbok.web.port.Media;
import dagbok.web.port.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Contents of live posts, from wherever their bytes are. Pictures that nobody gives at once are
 * fetched behind the page's back: a browser waits for few answers at a time, and a page of pictures
 * that are nowhere would keep it from all else.
 */
final class DaemonMedia implements Media {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration PICTURE_WAIT = Duration.ofSeconds(3);

  private final Database database;
  private final Blocks blocks;
  private final Errands errands;

  DaemonMedia(Database database, Blocks blocks) {
    this.database = database;
    this.blocks = blocks;
    this.errands = new Errands(blocks);
  }

  /** The first claim whose size is the real one, if that can be told without asking peers. */
  @Override
  public Info info(Cid cid) {
    List<PostTable.MediaRow> claims = database.read(tx -> PostTable.media(tx, cid));
    Optional<Long> real = claims.isEmpty() ? Optional.empty() : realSize(cid);
    PostTable.MediaRow row =
        claims.stream()
            .filter(claim -> real.isPresent() && real.get() == claim.size())
            .findFirst()
            .or(() -> claims.stream().findFirst())
            .orElseThrow(() -> unknown(cid));
    return new Info(cid, row.mime(), row.name().orElse(""), real.orElse(row.size()));
  }

  private static Refusal unknown(Cid cid) {
    return new Refusal(
        Refusal.Reason.NOT_FOUND,
        "no post held here has this content",
        "It may have been deleted",
        Optional.of(cid),
        null);
  }

  private Optional<Long> realSize(Cid cid) {
    if (cid.codec() != Multicodec.RAW) {
      return Optional.empty();
    }
    return here(cid).or(() -> local(cid)).map(bytes -> (long) bytes.length);
  }

  private Optional<byte[]> here(Cid cid) {
    return database.read(
        tx ->
            ProfileState.contentBytes(tx, cid)
                .or(() -> OutboxTable.find(tx, cid).map(block -> block.bytes())));
  }

  private Optional<byte[]> local(Cid cid) {
    try {
      return blocks.local(cid).map(Block::bytes);
    } catch (IpfsException e) {
      return Optional.empty(); // the status page says that the IPFS node is away
    }
  }

  @Override
  public InputStream open(Cid cid, long offset, long length) {
    Info info = info(cid);
    Optional<byte[]> here = here(cid);
    if (here.isPresent()) {
      int start = (int) Math.min(offset, here.get().length);
      int count = (int) Math.min(length, here.get().length - start);
      return new ByteArrayInputStream(here.get(), start, count);
    }
    boolean picture = info.mime().startsWith("image/");
    try {
      return begun(blocks.openFile(cid, offset, length, picture ? PICTURE_WAIT : WAIT));
    } catch (IpfsException e) {
      if (picture && e.reason() == IpfsException.Reason.NOT_FOUND) {
        errands.fetch(cid, info.size());
        throw notYet(cid, e);
      }
      throw Ipfs.refusal(e, Optional.of(cid));
    }
  }

  /** With its first byte there: once an answer has begun, it can't become a refusal any more. */
  private static InputStream begun(InputStream file) {
    PushbackInputStream begun = new PushbackInputStream(file);
    try {
      int first = begun.read();
      if (first >= 0) {
        begun.unread(first);
      }
      return begun;
    } catch (IOException e) {
      try (begun) {
        throw e.getCause() instanceof IpfsException cause ? cause : new UncheckedIOException(e);
      } catch (IOException closing) {
        throw new UncheckedIOException(closing);
      }
    }
  }

  private static Refusal notYet(Cid cid, IpfsException cause) {
    return new Refusal(
        Refusal.Reason.NOT_YET,
        "this picture is not here yet",
        "It is being looked for; look again in a moment",
        Optional.of(cid),
        cause);
  }
}
