package dagbok.app;

import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.store.ContentTable;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import dagbok.store.PostTable;
import dagbok.web.port.Media;
import dagbok.web.port.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** Contents of live posts, from wherever their bytes are. */
final class DaemonMedia implements Media {
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final Database database;
  private final Blocks blocks;

  DaemonMedia(Database database, Blocks blocks) {
    this.database = database;
    this.blocks = blocks;
  }

  @Override
  public Info info(Cid cid) {
    PostTable.MediaRow row =
        database
            .read(tx -> PostTable.media(tx, cid))
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "no post held here has this content",
                        "It may have been deleted",
                        Optional.of(cid),
                        null));
    return new Info(cid, row.mime(), row.name().orElse(""), row.size());
  }

  @Override
  public InputStream open(Cid cid, long offset, long length) {
    info(cid);
    Optional<byte[]> here =
        database
            .read(tx -> ContentTable.get(tx, cid))
            .or(() -> database.read(tx -> OutboxTable.find(tx, cid)).map(block -> block.bytes()));
    if (here.isPresent()) {
      int start = (int) Math.min(offset, here.get().length);
      int count = (int) Math.min(length, here.get().length - start);
      return new ByteArrayInputStream(here.get(), start, count);
    }
    try {
      return blocks.openFile(cid, offset, length, WAIT);
    } catch (IpfsException e) {
      throw Ipfs.refusal(e, Optional.of(cid));
    }
  }
}
