package dagbok.web.fake;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.web.port.Media;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Contents in memory. */
public final class FakeMedia implements Media {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(Info info, byte[] bytes) {}

  private final Map<Cid, Stored> stored = new ConcurrentHashMap<>();

  /** Stores bytes under what their author says they are. */
  public Cid put(String mime, String name, byte[] bytes) {
    Cid cid = Cid.of(Multicodec.RAW, bytes);
    stored.put(cid, new Stored(new Info(cid, mime, name, bytes.length), bytes));
    return cid;
  }

  @Override
  public Info info(Cid cid) {
    return get(cid).info;
  }

  @Override
  public InputStream open(Cid cid, long offset, long length) {
    return new ByteArrayInputStream(get(cid).bytes, (int) offset, (int) length);
  }

  private Stored get(Cid cid) {
    Stored found = stored.get(cid);
    if (found == null) {
      throw FakeDaemon.notFound("this content");
    }
    return found;
  }
}
