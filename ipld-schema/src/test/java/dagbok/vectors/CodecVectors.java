package dagbok.vectors;

import com.google.common.base.Splitter;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.codec.DecodeException;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Signature;
import dagbok.crypto.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DAG-CBOR and signatures, from the vectors that the codecs have. */
final class CodecVectors {
  private static final int MAX_HEX_CHARS = 400;

  /** What decoders may take or refuse: no object can have it. */
  private static final Set<String> BEYOND =
      Set.of(
          "integer of 2^63",
          "integer of 2^64 - 1",
          "integer of -2^63 - 1",
          "integer of -2^64",
          "link, unknown codec");

  private CodecVectors() {}

  static VectorFile cbor() throws IOException, DecodeException {
    VectorFile file = new VectorFile("Strict DAG-CBOR, of any value; DAG-JSON of what is right.");
    for (List<String> cells : lines("/vectors/dag-cbor-valid.txt", '\t')) {
      if (cells.get(1).length() <= MAX_HEX_CHARS) {
        byte[] bytes = Hex.read(cells.get(1));
        Map<String, Object> told = Forms.told("dag-cbor", cells.get(0), bytes, "");
        told.put("json", DagJson.encode(DagCbor.decode(bytes)));
        file.add(told);
      }
    }
    for (List<String> cells : lines("/vectors/dag-cbor-invalid.txt", '\t')) {
      if (cells.get(1).length() <= MAX_HEX_CHARS && !BEYOND.contains(cells.get(0))) {
        byte[] bytes = Hex.read(cells.get(1));
        file.add(Forms.told("dag-cbor", cells.get(0), bytes, cells.get(2)));
      }
    }
    return file;
  }

  static VectorFile signatures() throws IOException {
    VectorFile file = new VectorFile("Ed25519: no cofactor, canonical, keys not of small order.");
    for (List<String> cells : lines("/ed25519/vectors.txt", '|')) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("name", cells.get(1));
      told.put("type", "signature");
      told.put("key", cells.get(2));
      told.put("message", cells.get(3));
      told.put("signature", cells.get(4));
      told.put("verdict", isRight(told) ? "right" : "wrong");
      if (!isRight(told)) {
        told.put("why", cells.get(0));
      }
      file.add(told);
    }
    return file;
  }

  static boolean isRight(Map<String, Object> told) {
    DeviceKey key = new DeviceKey(Hex.read(told.get("key").toString()));
    Signature signature = new Signature(Hex.read(told.get("signature").toString()));
    return Verifier.ed25519().verify(key, Hex.read(told.get("message").toString()), signature);
  }

  private static List<List<String>> lines(String resource, char separator) throws IOException {
    try (InputStream in = CodecVectors.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Splitter.on('\n')
          .splitToStream(text)
          .filter(line -> line.indexOf(separator) >= 0 && !line.startsWith("#"))
          .filter(line -> !line.startsWith("name\t"))
          .map(line -> Splitter.on(separator).splitToList(line))
          .toList();
    }
  }
}
