package dagbok.web.text;

/**
 * Collects text and refuses to grow past a bound: a few characters of a text can become many of
 * HTML, for example where a long address is linked to again and again.
 */
final class BoundedText implements Appendable {
  private final StringBuilder text = new StringBuilder();
  private final int maxChars;

  BoundedText(int maxChars) {
    this.maxChars = maxChars;
  }

  @Override
  public BoundedText append(CharSequence added) {
    return append(added, 0, added.length());
  }

  @Override
  public BoundedText append(CharSequence added, int start, int end) {
    if (end - start > maxChars - text.length()) {
      throw new IllegalStateException("over " + maxChars + " characters of HTML");
    }
    text.append(added, start, end);
    return this;
  }

  @Override
  public BoundedText append(char added) {
    return append(String.valueOf(added));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
