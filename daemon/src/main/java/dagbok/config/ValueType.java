package dagbok.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The form of a setting's value.
 *
 * @param form how TOML writes it
 * @param expects the phrase that follows "expected" in an error
 * @param parser from text; throws {@link IllegalArgumentException} on what is not of the form
 * @param toml the value as TOML
 */
record ValueType<T>(
    Form form, String expects, Function<String, T> parser, Function<T, String> toml) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_HOSTS = 16;
  private static final int MAX_URLS = 8;
  private static final int MAX_HOST_CHARS = 253;
  private static final Pattern BYTES = Pattern.compile("([1-9][0-9]{0,5}) ?(MiB|GiB|TiB)");
  private static final List<String> UNITS = List.of("MiB", "GiB", "TiB");
  private static final Pattern PEER_HOST = Pattern.compile("[A-Za-z0-9._:-]+");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IP4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern IP6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+\\]");

  /** How TOML writes a value. */
  enum Form {
    TEXT("text in quotes"),
    WHOLE("a whole number without quotes"),
    FLAG("true or false without quotes"),
    TEXTS("a list of texts in quotes");

    final String words;

    Form(String words) {
      this.words = words;
    }
  }

  /** One of the constants, in lower case. */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(ValueType::name)
            .collect(Collectors.joining(", "));
    return new ValueType<>(
        Form.TEXT, "one of " + names, text -> constant(type, text), value -> quoted(name(value)));
  }

  /** A TCP port; 0 is any free one. */
  static ValueType<Integer> port() {
    String expects = "a whole number from 0 to " + MAX_PORT;
    return new ValueType<>(Form.WHOLE, expects, ValueType::parsePort, String::valueOf);
  }

  /** A number of bytes, with its unit. */
  static ValueType<Long> bytes() {
    return new ValueType<>(
        Form.TEXT,
        "a whole number with its unit, MiB, GiB or TiB, such as 50GiB",
        ValueType::parseBytes,
        value -> quoted(bytesText(value)));
  }

  /** One host, by name or address. */
  static ValueType<String> host() {
    return new ValueType<>(
        Form.TEXT, "a host name or address without port", ValueType::parseHost, ValueType::quoted);
  }

  /** Yes or no. */
  static ValueType<Boolean> flag() {
    return new ValueType<>(Form.FLAG, "true or false", ValueType::parseFlag, String::valueOf);
  }

  /** Where an API is; empty text: not said. */
  static ValueType<Optional<ApiAddress>> address() {
    return new ValueType<>(
        Form.TEXT,
        "a multiaddr such as /ip4/127.0.0.1/tcp/5001, or a URL such as http://127.0.0.1:5001",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(ApiAddress.parse(text)),
        value -> quoted(value.map(ApiAddress::text).orElse("")));
  }

  /** An address of a web service; empty text: none. */
  static ValueType<Optional<URI>> url() {
    return new ValueType<>(
        Form.TEXT,
        "a URL of https, or of http on this machine, such as https://pins.example/psa",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(parseUrl(text)),
        value -> quoted(value.map(URI::toString).orElse("")));
  }

  /** An address in numbers: a name would be looked up, and might lead elsewhere each time. */
  static ValueType<String> ipAddress() {
    return new ValueType<>(
        Form.TEXT,
        "an address in numbers, such as 127.0.0.1, 0.0.0.0 or ::1",
        ValueType::parseIpAddress,
        ValueType::quoted);
  }

  /** An absolute path; empty text: none. */
  static ValueType<Optional<Path>> file() {
    return new ValueType<>(
        Form.TEXT,
        "an absolute path",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(absolute(text)),
        value -> quoted(value.map(Path::toString).orElse("")));
  }

  /** Names of hosts; in text, commas between them. */
  static ValueType<List<String>> hosts() {
    return new ValueType<>(
        Form.TEXTS,
        "at most " + MAX_HOSTS + " host names without port",
        ValueType::parseHosts,
        hosts -> hosts.stream().map(ValueType::quoted).collect(Collectors.joining(", ", "[", "]")));
  }

  /** Addresses of web services, which may be on the local network; in text, commas between them. */
  static ValueType<List<URI>> urls() {
    return new ValueType<>(
        Form.TEXTS,
        "at most " + MAX_URLS + " URLs, such as https://gateway.example",
        ValueType::parseUrls,
        urls ->
            urls.stream()
                .map(url -> quoted(url.toString()))
                .collect(Collectors.joining(", ", "[", "]")));
  }

  private static List<URI> parseUrls(String text) {
    List<URI> urls =
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(ValueType::parsePlainUrl)
            .toList();
    if (urls.size() > MAX_URLS) {
      throw new IllegalArgumentException(text);
    }
    return urls;
  }

  /** Text as TOML writes it. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> name(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static Integer parsePort(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(text);
    }
    return port;
  }

  private static Long parseBytes(String text) {
    Matcher matcher = BYTES.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return Long.parseLong(matcher.group(1)) << (10 * (2 + UNITS.indexOf(matcher.group(2))));
  }

  private static String bytesText(long bytes) {
    int unit = UNITS.size() - 1;
    while (unit > 0 && bytes % (1L << (10 * (2 + unit))) != 0) {
      unit--;
    }
    return (bytes >> (10 * (2 + unit))) + UNITS.get(unit);
  }

  private static String parseHost(String text) {
    boolean fits = text.length() <= MAX_HOST_CHARS && PEER_HOST.matcher(text).matches();
    if (!fits) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static URI parseUrl(String text) {
    URI url = parsePlainUrl(text);
    boolean isHere = Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
    if (!"https".equals(url.getScheme()) && !isHere) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }

  private static URI parsePlainUrl(String text) {
    URI url = URI.create(text);
    String host = Optional.ofNullable(url.getHost()).orElse("");
    boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    boolean isPlain =
        url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
    if (host.isEmpty() || !isWeb || !isPlain) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }

  private static Boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String parseIpAddress(String text) {
    if (IP4.matcher(text).matches() || (IP6.matcher(text).matches() && isIp6(text))) {
      return text;
    }
    throw new IllegalArgumentException(text);
  }

  /** With a colon in it nothing is looked up. */
  private static boolean isIp6(String text) {
    try {
      return !InetAddress.getByName(text).getHostAddress().isEmpty();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Path absolute(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException(text);
    }
    return path.normalize();
  }

  private static List<String> parseHosts(String text) {
    List<String> hosts =
        Arrays.stream(text.split(",", -1))
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !text.isBlank())
            .toList();
    for (String host : hosts) {
      if (host.length() > MAX_HOST_CHARS || !HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(host);
      }
    }
    if (hosts.size() > MAX_HOSTS) {
      throw new IllegalArgumentException(text);
    }
    return hosts;
  }
}
