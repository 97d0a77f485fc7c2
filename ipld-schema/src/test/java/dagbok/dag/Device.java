package dagbok.dag;

import dagbok.crypto.DeviceKey;
import java.util.ArrayList;
import java.util.List;

/** A device: the grant, or root entry, that put it in force, and what it signed. */
final class Device {
  final Vertex grant;
  final DeviceKey key;

  /** What it signed, ancestors first; of the profile key, the root entry too. */
  final List<Vertex> entries = new ArrayList<>();

  /** The revokes that name it, its own included. */
  final List<Vertex> revokes = new ArrayList<>();

  Device(Vertex grant, DeviceKey key) {
    this.grant = grant;
    this.key = key;
  }
}
