package dagbok.app;

import java.util.function.Supplier;

/** Where the page is, once that is known. */
final class PageAddress implements Supplier<String> {
  private volatile String address = "";

  void is(String url) {
    address = url;
  }

  @Override
  public String get() {
    return address;
  }
}
