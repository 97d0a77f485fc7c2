package dagbok.web.http;

import dagbok.web.port.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;

/** A form with files. Parts with a file name are files, all others text. */
final class MultipartForm implements Form {
  private static final int MAX_PART_HEADER_BYTES = 8 * 1024;

  private final MultiPartFormData.Parts parts;
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final Map<String, List<Optional<Upload>>> files = new LinkedHashMap<>();

  private MultipartForm(MultiPartFormData.Parts parts) {
    this.parts = parts;
  }

  static Form read(Request request, String contentType, Path uploads, long maxFileBytes)
      throws IOException {
    long maxBytes = FormReader.MAX_FILES * maxFileBytes + 2L * FormReader.MAX_TEXT_BYTES;
    if (request.getLength() > maxBytes) {
      throw BoundedStream.tooLarge(maxBytes);
    }
    Files.createDirectories(uploads);
    MultiPartConfig config =
        new MultiPartConfig.Builder()
            .location(uploads)
            .maxParts(FormReader.MAX_FILES + FormReader.MAX_FIELDS)
            .maxHeadersSize(MAX_PART_HEADER_BYTES)
            .maxMemoryPartSize(FormReader.MAX_TEXT_BYTES)
            .maxPartSize(Math.max(maxFileBytes, FormReader.MAX_TEXT_BYTES))
            .maxSize(maxBytes)
            .useFilesForPartsWithoutFileName(false)
            .build();
    MultipartForm form = new MultipartForm(parse(request, contentType, config));
    try {
      form.sort(uploads, maxFileBytes);
      return form;
    } catch (IOException | RuntimeException e) {
      form.close();
      throw e;
    }
  }

  /**
   * The result is kept from the request's own attributes: there Jetty would find it when the
   * request ends, throw once more if it is a failure, and close a connection that is still in use.
   */
  private static MultiPartFormData.Parts parse(
      Request request, String contentType, MultiPartConfig config) throws IOException {
    try {
      return MultiPartFormData.getParts(request, new Attributes.Mapped(), contentType, config);
    } catch (CompletionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  /** The parser tells what went wrong in words only. */
  private static IOException failure(Throwable cause) {
    String words = String.valueOf(cause.getMessage());
    if (words.contains("exceeded")) {
      throw tooLarge();
    }
    if (cause instanceof IOException io && words.contains("space")) {
      throw new Refusal(
          Refusal.Reason.NO_SPACE,
          "the disk is full",
          "make room, then send the files again",
          Optional.empty(),
          io);
    }
    if (cause instanceof IOException io) {
      return io;
    }
    throw FormReader.bad("the form is not encoded as a form with files should be");
  }

  private static Refusal tooLarge() {
    return new Refusal(
        Refusal.Reason.TOO_LARGE,
        "a text of more than 1 MiB, a file larger than allowed, or more than "
            + FormReader.MAX_FILES
            + " files",
        "divide it into several posts");
  }

  private void sort(Path uploads, long maxFileBytes) throws IOException {
    long text = 0;
    int count = 0;
    for (MultiPart.Part part : parts) {
      if (part.getFileName() == null) {
        String value = part.getContentAsString(StandardCharsets.UTF_8);
        text += part.getLength();
        fields
            .computeIfAbsent(String.valueOf(part.getName()), name -> new ArrayList<>())
            .add(value);
      } else {
        Optional<Upload> upload = upload(part, uploads, maxFileBytes);
        count += upload.isPresent() ? 1 : 0;
        files
            .computeIfAbsent(String.valueOf(part.getName()), name -> new ArrayList<>())
            .add(upload);
      }
    }
    if (text > FormReader.MAX_TEXT_BYTES || count > FormReader.MAX_FILES) {
      throw tooLarge();
    }
  }

  private static Optional<Upload> upload(MultiPart.Part part, Path uploads, long maxFileBytes)
      throws IOException {
    long size = part.getLength();
    if (size > maxFileBytes) {
      throw tooLarge();
    }
    if (part.getFileName().isEmpty() && size <= 0) {
      return Optional.empty();
    }
    Path file = fileOf(part, uploads);
    Optional<String> mime = Optional.ofNullable(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    return Optional.of(new Upload(file, part.getFileName(), mime, Files.size(file)));
  }

  /** Small files arrive in memory. */
  private static Path fileOf(MultiPart.Part part, Path uploads) throws IOException {
    if (part instanceof MultiPart.PathPart stored) {
      return stored.getPath();
    }
    Path file = Files.createTempFile(uploads, "part", ".tmp");
    part.writeTo(file);
    return file;
  }

  @Override
  public Map<String, List<String>> fields() {
    return fields;
  }

  @Override
  public List<Optional<Upload>> files(String name) {
    return files.getOrDefault(name, List.of());
  }

  @Override
  public void close() throws IOException {
    for (List<Optional<Upload>> list : files.values()) {
      for (Optional<Upload> upload : list) {
        if (upload.isPresent()) {
          Files.deleteIfExists(upload.get().file());
        }
      }
    }
    parts.close();
  }
}
