package dagbok.vectors;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** All files of {@code docs/vectors}, made anew. */
final class VectorFiles {
  /** Where they are, from the folder of this module, in which Maven runs its tests. */
  static final Path FOLDER = Path.of("..", "docs", "vectors");

  private VectorFiles() {}

  static Map<String, VectorFile> all() throws Exception {
    Map<String, VectorFile> files = new LinkedHashMap<>();
    files.put("cbor.json", CodecVectors.cbor());
    files.put("signatures.json", CodecVectors.signatures());
    files.put("entries.json", FormVectors.entries());
    files.put("payloads.json", PayloadVectors.file());
    files.put("objects.json", ObjectVectors.file());
    files.put("roots.json", AcceptVectors.roots());
    files.put("accept.json", AcceptVectors.accept());
    files.put("grants.json", GrantVectors.file());
    files.put("revokes.json", RevokeVectors.file());
    files.put("deletes.json", DeleteVectors.file());
    files.put("contents.json", ContentVectors.file());
    files.put("nodes.json", NodeVectors.file());
    files.put("example.json", WorkedExample.file());
    files.put("histories.json", HistoryVectors.file());
    files.put("recipes.json", PackVectors.file());
    files.put("checks.json", CheckVectors.file());
    files.put("heads.json", MessageVectors.heads());
    files.put("proofs.json", ProofVectors.file());
    files.put("messages.json", MessageVectors.messages());
    files.put("frames.json", FrameVectors.file());
    files.put("links.json", LinkVectors.file());
    return files;
  }
}
