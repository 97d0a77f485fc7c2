package dagbok.app;

import com.google.common.io.BaseEncoding;
import dagbok.pair.Carried;
import dagbok.pair.DeviceRequest;
import dagbok.pair.PairingException;
import dagbok.pair.Stage;
import dagbok.web.port.Devices;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Pairing in the words of pages and commands. */
final class Pairings {
  private Pairings() {}

  /**
   * Does what was asked for.
   *
   * @throws Refusal in place of what pairing or the store throws
   */
  static <T> T asked(Supplier<T> work) {
    try {
      return Store.asked(work);
    } catch (PairingException e) {
      Refusal.Reason reason =
          switch (e.reason()) {
            case NO_CODE, OUT_OF_TURN -> Refusal.Reason.BAD_INPUT;
            case GARBLED -> Refusal.Reason.BAD_DATA;
            default -> Refusal.Reason.CONFLICT;
          };
      throw new Refusal(reason, e.reason().words(), e.reason().hint(), Optional.empty(), e);
    }
  }

  static Devices.Failure failure(PairingException.Reason reason) {
    return new Devices.Failure(reason.words(), reason.hint());
  }

  static Devices.Stage stage(Stage stage) {
    return switch (stage) {
      case WAITING, MET -> Devices.Stage.WAITING;
      case ASKED -> Devices.Stage.ASKED;
      case DONE -> Devices.Stage.DONE;
      case ENDED -> Devices.Stage.ENDED;
    };
  }

  /** What a device calls itself, as it can be shown: one line, of bounded length. */
  static String named(String name) {
    String line = name.replaceAll("\\p{C}+", " ").strip();
    int end = line.length();
    while (line.substring(0, end).getBytes(StandardCharsets.UTF_8).length
        > DeviceRequest.MAX_NAME_BYTES) {
      end = line.offsetByCodePoints(end, -1);
    }
    return end == 0 ? "device" : line.substring(0, end);
  }

  static PairingFile file(Carried carried) {
    return new PairingFile(carried.number(), BaseEncoding.base64().encode(carried.message()));
  }

  /**
   * What a file that was carried holds.
   *
   * @throws PairingException if it is none of these
   */
  static byte[] bytes(String file) {
    try {
      if (file.length() > PairingFile.MAX_BYTES) {
        throw new IllegalArgumentException("a file of " + file.length() + " characters");
      }
      return BaseEncoding.base64().decode(file.strip());
    } catch (IllegalArgumentException e) {
      throw new PairingException(PairingException.Reason.OUT_OF_TURN, e);
    }
  }
}
