package dagbok.cid;

import com.google.common.io.BaseEncoding;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Text forms of bytes, each with its one-letter prefix.
 *
 * <p>Decoding is exact: text that would not be the encoding of the bytes it gives is refused (stray
 * trailing bits, padding, the wrong case of a case-sensitive base). Base16, base32 and base36 are
 * also taken in upper case under their upper-case prefix, as DNS labels and QR codes have them.
 *
 * @see <a href="https://github.com/multiformats/multibase">multibase</a>
 */
public enum Multibase {
  BASE16('f') {
    @Override
    String encodeBody(byte[] bytes) {
      return HEX.encode(bytes);
    }

    @Override
    byte[] decodeBody(String body) {
      return HEX.decode(body);
    }
  },
  BASE32('b') {
    @Override
    String encodeBody(byte[] bytes) {
      return RFC4648_32.encode(bytes);
    }

    @Override
    byte[] decodeBody(String body) {
      return RFC4648_32.decode(body);
    }
  },
  BASE36('k') {
    @Override
    String encodeBody(byte[] bytes) {
      return Radix.encode(bytes, Radix.BASE36);
    }

    @Override
    byte[] decodeBody(String body) {
      return Radix.decode(body, Radix.BASE36);
    }
  },
  BASE58BTC('z') {
    @Override
    String encodeBody(byte[] bytes) {
      return Radix.encode(bytes, Radix.BASE58);
    }

    @Override
    byte[] decodeBody(String body) {
      return Radix.decode(body, Radix.BASE58);
    }
  },
  BASE64URL('u') {
    @Override
    String encodeBody(byte[] bytes) {
      return RFC4648_64_URL.encode(bytes);
    }

    @Override
    byte[] decodeBody(String body) {
      return RFC4648_64_URL.decode(body);
    }
  };

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
  private static final BaseEncoding RFC4648_32 = BaseEncoding.base32().lowerCase().omitPadding();
  private static final BaseEncoding RFC4648_64_URL = BaseEncoding.base64Url().omitPadding();

  private final char prefix;

  Multibase(char prefix) {
    this.prefix = prefix;
  }

  abstract String encodeBody(byte[] bytes);

  abstract byte[] decodeBody(String body);

  /** The letter that announces this base. */
  public char prefix() {
    return prefix;
  }

  /** The prefix and the bytes in this base. */
  public String encode(byte[] bytes) {
    return prefix + encodeBody(bytes);
  }

  /**
   * The base that the first letter of {@code text} announces.
   *
   * @throws CidFormatException if the prefix is unknown
   */
  public static Multibase of(String text) {
    if (text.isEmpty()) {
      throw new CidFormatException("empty text");
    }
    char first = text.charAt(0);
    for (Multibase base : values()) {
      boolean upperCase = base.foldsCase() && Character.toUpperCase(base.prefix) == first;
      if (base.prefix == first || upperCase) {
        return base;
      }
    }
    throw new CidFormatException("unknown multibase prefix '" + first + "'");
  }

  /**
   * The bytes that {@code text}, prefix included, stands for.
   *
   * @throws CidFormatException if it is not exactly what {@link #encode} gives in some known base
   */
  public static byte[] decode(String text) {
    Multibase base = of(text);
    String body = text.substring(1);
    if (base.foldsCase() && Character.isUpperCase(text.charAt(0))) {
      if (!body.equals(body.toUpperCase(Locale.ROOT))) {
        throw new CidFormatException("mixed upper and lower case");
      }
      body = body.toLowerCase(Locale.ROOT);
    }
    byte[] bytes;
    try {
      bytes = base.decodeBody(body);
    } catch (IllegalArgumentException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause(); // Guava wraps it
      throw new CidFormatException("not " + base.label() + ": " + reason.getMessage());
    }
    if (!base.encodeBody(bytes).equals(body)) {
      throw new CidFormatException("not canonical " + base.label());
    }
    return bytes;
  }

  private boolean foldsCase() {
    return this == BASE16 || this == BASE32 || this == BASE36;
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Bases that are no power of two: the bytes as one big number, leading zeros kept. */
  private static final class Radix {
    static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /** Conversion is quadratic; nothing that Dagbok reads in these bases is longer. */
    static final int MAX_LENGTH = 256;

    private Radix() {}

    static String encode(byte[] bytes, String alphabet) {
      BigInteger base = BigInteger.valueOf(alphabet.length());
      StringBuilder digits = new StringBuilder();
      BigInteger rest = new BigInteger(1, bytes);
      while (rest.signum() > 0) {
        BigInteger[] step = rest.divideAndRemainder(base);
        digits.append(alphabet.charAt(step[1].intValue()));
        rest = step[0];
      }
      for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
        digits.append(alphabet.charAt(0));
      }
      return digits.reverse().toString();
    }

    static byte[] decode(String body, String alphabet) {
      if (body.length() > MAX_LENGTH) {
        throw new CidFormatException("over " + MAX_LENGTH + " characters");
      }
      BigInteger base = BigInteger.valueOf(alphabet.length());
      BigInteger number = BigInteger.ZERO;
      int zeros = 0;
      for (int i = 0; i < body.length(); i++) {
        int digit = alphabet.indexOf(body.charAt(i));
        if (digit < 0) {
          throw new CidFormatException("character '" + body.charAt(i) + "'");
        }
        number = number.multiply(base).add(BigInteger.valueOf(digit));
        zeros += digit == 0 && zeros == i ? 1 : 0;
      }
      byte[] magnitude = number.signum() == 0 ? new byte[0] : number.toByteArray();
      int skip = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
      byte[] bytes = new byte[zeros + magnitude.length - skip];
      System.arraycopy(magnitude, skip, bytes, zeros, magnitude.length - skip);
      return bytes;
    }
  }
}
