package dagbok.codec;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Floats as ECMAScript writes them, the fewest digits that read back the same, and {@code .0} where
 * they would look like an integer. The JDK's own form differs between its versions.
 */
final class JsonNumber {
  /** So many digits tell every double from its neighbours. */
  private static final int MAX_DIGITS = 17;

  /** From 10 to this power on, and below 10 to {@link #MIN_PLAIN}, there is an exponent. */
  private static final int MAX_PLAIN = 21;

  private static final int MIN_PLAIN = -6;

  private JsonNumber() {}

  static String format(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " has no form in DAG-JSON");
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal decimal = shortest(Math.abs(value));
    String digits = decimal.unscaledValue().toString();
    int point = digits.length() - decimal.scale();
    return (value < 0 ? "-" : "") + layOut(digits, point);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    int digits = 1;
    while (digits < MAX_DIGITS && exact.round(new MathContext(digits)).doubleValue() != value) {
      digits++;
    }
    return exact.round(new MathContext(digits)).stripTrailingZeros();
  }

  /** The number 0.{@code digits} times 10 to the power of {@code point}. */
  private static String layOut(String digits, int point) {
    int count = digits.length();
    if (point > MAX_PLAIN || point <= MIN_PLAIN) {
      String rest = count == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + rest + "e" + (point > 0 ? "+" : "") + (point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= count) {
      return digits + "0".repeat(point - count) + ".0";
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }
}
