package dagbok.web.media;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.web.guard.SafetyHeaders;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Media;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /media/{cid}}: the bytes of a content, or a part of them. */
public final class MediaEndpoint implements Endpoint {
  private final Media media;

  /** With where the bytes come from. */
  public MediaEndpoint(Media media) {
    this.media = media;
  }

  @Override
  public Answer answer(Call call) {
    Media.Info info = media.info(parse(call.path("cid")));
    Map<String, String> headers = headers(info);
    if (call.header("If-None-Match").filter(etag(info)::equals).isPresent()) {
      return new Answer.Whole(304, headers, new byte[0]);
    }
    Optional<String> range = call.header("Range").filter(r -> mayBePart(call, info));
    ByteRange.Asked asked = ByteRange.of(range, info.size());
    if (asked instanceof ByteRange.Impossible) {
      return new Answer.Whole(416, headers, new byte[0])
          .with("Content-Range", "bytes */" + info.size());
    }
    if (asked instanceof ByteRange.Part part) {
      return bytes(206, info, part.range(), headers)
          .with("Content-Range", part.range().contentRange(info.size()));
    }
    return bytes(200, info, new ByteRange(0, info.size()), headers);
  }

  private static Cid parse(String text) {
    try {
      return Cid.parse(text);
    } catch (CidFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT, "this is no CID: " + e.getMessage(), "check the address");
    }
  }

  private static boolean mayBePart(Call call, Media.Info info) {
    return call.header("If-Range").map(etag(info)::equals).orElse(true);
  }

  private static String etag(Media.Info info) {
    return '"' + info.cid().toString() + '"';
  }

  /** What is deleted is to be gone, so browsers ask each time whether it is still there. */
  private static Map<String, String> headers(Media.Info info) {
    String bare = MediaTypes.bare(info.mime());
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", MediaTypes.sent(bare));
    headers.put("Content-Disposition", Disposition.of(MediaTypes.isInline(bare), info.name()));
    headers.put("Content-Security-Policy", SafetyHeaders.MEDIA_POLICY);
    headers.put("Cache-Control", "private, no-cache");
    headers.put("ETag", etag(info));
    headers.put("Accept-Ranges", "bytes");
    return headers;
  }

  private Answer bytes(int status, Media.Info info, ByteRange range, Map<String, String> headers) {
    return new Answer.Streamed(status, headers, out -> copy(info, range, out))
        .with("Content-Length", Long.toString(range.length()));
  }

  private void copy(Media.Info info, ByteRange range, OutputStream out) throws IOException {
    if (range.length() == 0) {
      return;
    }
    try (InputStream in = media.open(info.cid(), range.offset(), range.length())) {
      in.transferTo(out);
    }
  }
}
