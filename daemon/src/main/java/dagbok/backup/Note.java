package dagbok.backup;

import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A map of named values, written and read as DAG-CBOR. Fields that are not known are left alone.
 */
final class Note {
  private final Map<String, Ipld> fields;

  private Note(Map<String, Ipld> fields) {
    this.fields = fields;
  }

  static Note empty() {
    return new Note(new TreeMap<>());
  }

  static Note decode(byte[] bytes) throws BackupException {
    try {
      if (DagCbor.decode(bytes) instanceof Ipld.Struct struct) {
        return new Note(struct.fields());
      }
      throw BackupException.damaged("a note is no map");
    } catch (DecodeException e) {
      throw BackupException.damaged("a note is no DAG-CBOR: " + e.getMessage());
    }
  }

  byte[] encode() {
    return DagCbor.encode(Ipld.map(fields));
  }

  Note put(String name, Ipld value) {
    fields.put(name, value);
    return this;
  }

  Note put(String name, Optional<Ipld> value) {
    value.ifPresent(present -> fields.put(name, present));
    return this;
  }

  Note put(String name, List<Note> notes) {
    return put(name, Ipld.list(notes.stream().map(note -> Ipld.map(note.fields)).toList()));
  }

  private <T extends Ipld> Optional<T> find(String name, Class<T> type) throws BackupException {
    Ipld value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw BackupException.damaged("field " + name + " is of another type");
    }
    return Optional.of(type.cast(value));
  }

  private static BackupException missing(String name) {
    return BackupException.damaged("field " + name + " is missing");
  }

  boolean is(String name) throws BackupException {
    return find(name, Ipld.Bool.class).map(Ipld.Bool::value).orElse(false);
  }

  Optional<Long> whole(String name) throws BackupException {
    return find(name, Ipld.Int.class).map(Ipld.Int::value);
  }

  long requiredWhole(String name) throws BackupException {
    return whole(name).orElseThrow(() -> missing(name));
  }

  Optional<String> text(String name) throws BackupException {
    return find(name, Ipld.Text.class).map(Ipld.Text::value);
  }

  Optional<byte[]> bytes(String name) throws BackupException {
    return find(name, Ipld.Bytes.class).map(Ipld.Bytes::value);
  }

  byte[] requiredBytes(String name) throws BackupException {
    return bytes(name).orElseThrow(() -> missing(name));
  }

  List<Note> notes(String name) throws BackupException {
    List<Note> notes = new ArrayList<>();
    for (Ipld item : find(name, Ipld.Array.class).map(Ipld.Array::items).orElse(List.of())) {
      if (!(item instanceof Ipld.Struct struct)) {
        throw BackupException.damaged("field " + name + " holds no maps");
      }
      notes.add(new Note(struct.fields()));
    }
    return notes;
  }
}
