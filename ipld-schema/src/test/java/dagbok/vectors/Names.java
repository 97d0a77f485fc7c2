package dagbok.vectors;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The names that a case gives its entries. */
final class Names {
  private final Map<Cid, String> names;

  Names(Map<Cid, String> names) {
    this.names = names;
  }

  String of(Cid entry) {
    return Objects.requireNonNull(names.get(entry), entry::toString);
  }

  List<String> inOrder(Collection<Cid> entries) {
    return entries.stream().map(this::of).toList();
  }

  List<String> sorted(Collection<Cid> entries) {
    return entries.stream().map(this::of).sorted().toList();
  }

  /** What is known of each, by name. */
  Map<String, Object> of(Map<Cid, String> told) {
    Map<String, Object> named = new TreeMap<>();
    told.forEach((entry, text) -> named.put(of(entry), text));
    return named;
  }

  Map<String, Object> ofEntries(Map<Cid, Cid> told) {
    Map<String, Object> named = new TreeMap<>();
    told.forEach((entry, other) -> named.put(of(entry), of(other)));
    return named;
  }

  static Map<String, String> texts(Map<Cid, Cid> cids, Names names) {
    Map<String, String> texts = new TreeMap<>();
    cids.forEach((entry, cid) -> texts.put(names.of(entry), cid.toString()));
    return texts;
  }

  static List<Object> texts(Collection<Cid> cids) {
    return new ArrayList<>(cids.stream().map(Cid::toString).toList());
  }
}
