package dagbok.web.port;

import dagbok.cid.Cid;
import java.io.InputStream;

/** The bytes of contents that some held profile's live posts name, and of no others. */
public interface Media {
  /** What one content is, as its payload says. */
  record Info(Cid cid, String mime, String name, long size) {}

  /** What is known of it. */
  Info info(Cid cid);

  /**
   * The bytes from {@code offset} on, {@code length} of them; the caller closes the stream. Fetches
   * from peers what is not there, within a bound of time.
   */
  InputStream open(Cid cid, long offset, long length);
}
