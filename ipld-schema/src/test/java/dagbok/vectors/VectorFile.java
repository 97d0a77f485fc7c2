package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One file of vectors under construction. */
final class VectorFile {
  private final String about;
  private final List<Object> cases = new ArrayList<>();
  private final Map<Cid, String> blocks = new TreeMap<>();

  VectorFile(String about) {
    this.about = about;
  }

  void block(Block block) {
    blocks.put(block.cid(), Hex.write(block.bytes()));
  }

  VectorFile add(SetCase made) {
    return add(made.end(this));
  }

  VectorFile add(Map<String, Object> made) {
    cases.add(made);
    return this;
  }

  String toJson() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("about", about);
    file.put("cases", cases);
    if (!blocks.isEmpty()) {
      Map<String, Object> hex = new LinkedHashMap<>();
      blocks.forEach((cid, bytes) -> hex.put(cid.toString(), bytes));
      file.put("blocks", hex);
    }
    return Json.write(file);
  }
}
