package dagbok.publish;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.UploadGate;
import dagbok.media.FileType;
import dagbok.media.Picture;
import dagbok.media.PictureException;
import dagbok.schema.Content;
import dagbok.web.port.Posts.Attachment;
import dagbok.web.port.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Makes contents of texts and files: raw blocks of at most 1 MiB, which stay with us until the IPFS
 * node has confirmed them, and UnixFS files above that, which go to the IPFS node at once.
 */
final class ContentMaker {
  /** The most bytes of a text. */
  static final int MAX_TEXT_BYTES = 1024 * 1024;

  /** The longest name or description, in bytes of UTF-8. */
  private static final int MAX_WORDS_BYTES = 256;

  private final Blocks blocks;
  private final UploadGate gate;
  private final FileType types;

  ContentMaker(Blocks blocks, UploadGate gate, FileType types) {
    this.blocks = blocks;
    this.gate = gate;
    this.types = types;
  }

  /** A content, and its block unless the IPFS node has it already. */
  record Made(Content content, Optional<Block> block) {}

  /** A text as its author wrote it. */
  Made text(String mime, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new Refusal(
          Refusal.Reason.TOO_LARGE,
          "the text has " + bytes.length + " bytes, and a post can have " + MAX_TEXT_BYTES,
          "Attach the long part as a file");
    }
    Block block = Block.of(Multicodec.RAW, bytes);
    return new Made(Content.of(block.cid(), bytes.length, mime), Optional.of(block));
  }

  /**
   * A file. {@code uploaded} is told the root of a file that went to the IPFS node, which nothing
   * keeps there yet.
   */
  Made file(Attachment attachment, Consumer<Cid> uploaded) {
    String name = checked("file name", attachment.name());
    Optional<String> alt = attachment.alt().map(text -> checked("description", text));
    try {
      long size = Files.size(attachment.file());
      String mime = mime(attachment);
      boolean picture = mime.startsWith("image/");
      if (picture && size > Picture.MAX_BYTES) {
        throw unpublishable(name, "it is larger than " + Picture.MAX_BYTES + " bytes");
      }
      if (!picture && size > Content.MAX_RAW_BYTES) {
        return large(attachment, mime, name, alt, size, uploaded);
      }
      byte[] bytes = Files.readAllBytes(attachment.file());
      Picture clean =
          picture
              ? Picture.clean(mime, bytes)
              : new Picture(bytes, Optional.empty(), Optional.empty());
      return small(clean, mime, name, alt, uploaded);
    } catch (PictureException e) {
      throw unpublishable(name, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          name + " can't be read: " + e.getMessage(),
          "Check that the file is there and readable",
          Optional.empty(),
          e);
    }
  }

  private String mime(Attachment attachment) throws IOException {
    Optional<String> given = attachment.mime().flatMap(FileType::parse);
    String found = types.of(attachment.file(), attachment.name());
    boolean vague = given.isEmpty() || given.get().equals("application/octet-stream");
    return vague || found.startsWith("image/") ? found : given.get();
  }

  private Cid upload(InputStream bytes, Consumer<Cid> uploaded) throws IOException {
    return gate.upload(
            () -> {
              Cid root = blocks.addFile(bytes);
              uploaded.accept(root);
              return root;
            })
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.CONFLICT,
                    "what was deleted is being removed from the IPFS node, so no file can go there",
                    "Try again in a minute"));
  }

  private Made small(
      Picture file, String mime, String name, Optional<String> alt, Consumer<Cid> uploaded)
      throws IOException {
    byte[] bytes = file.bytes();
    if (bytes.length > Content.MAX_RAW_BYTES) {
      Cid root = upload(new ByteArrayInputStream(bytes), uploaded);
      Content content = content(root, bytes.length, mime, name, alt, file);
      return new Made(content, Optional.empty());
    }
    Block block = Block.of(Multicodec.RAW, bytes);
    return new Made(content(block.cid(), bytes.length, mime, name, alt, file), Optional.of(block));
  }

  private Made large(
      Attachment attachment,
      String mime,
      String name,
      Optional<String> alt,
      long size,
      Consumer<Cid> uploaded)
      throws IOException {
    try (InputStream in = Files.newInputStream(attachment.file())) {
      Cid root = upload(in, uploaded);
      Picture none = new Picture(new byte[0], Optional.empty(), Optional.empty());
      return new Made(content(root, size, mime, name, alt, none), Optional.empty());
    }
  }

  private static Content content(
      Cid link, long size, String mime, String name, Optional<String> alt, Picture picture) {
    return new Content(
        link,
        size,
        mime,
        Optional.of(name),
        alt,
        pixels(picture.width()),
        pixels(picture.height()),
        OptionalLong.empty());
  }

  private static OptionalLong pixels(Optional<Integer> pixels) {
    return pixels.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private static String checked(String what, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_WORDS_BYTES) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the " + what + " has " + bytes + " bytes, and can have " + MAX_WORDS_BYTES,
          "Shorten it");
    }
    return text;
  }

  private static Refusal unpublishable(String name, String why) {
    return new Refusal(
        Refusal.Reason.BAD_INPUT,
        name + " can't be published: " + why,
        "Save it as JPEG, PNG or WebP and attach that");
  }
}
