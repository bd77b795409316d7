package io.atelier.egress;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A URL that somebody else named and that has the right form: https, a host, nobody's credentials,
 * no fragment. What its host's addresses are is looked at when it is called, and only then counts.
 */
public final class Destination {
  private static final int LONGEST = 2048;
  private static final int HIGHEST_PORT = 65_535;

  private final URI uri;

  private Destination(URI uri) {
    this.uri = uri;
  }

  /**
   * The destination of that URL, or empty where it has not the form of one.
   *
   * @param trusted hosts that may be called without TLS
   */
  static Optional<Destination> parse(String url, Predicate<String> trusted) {
    if (url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c < 127)) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean right =
          uri.getHost() != null // also null where it is no host name, or userinfo is odd
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= HIGHEST_PORT
              && (scheme.equals("https")
                  || (scheme.equals("http") && trusted.test(host(uri.getHost()))));
      return right ? Optional.of(new Destination(uri)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The host's one spelling: lower case, no brackets, no dot at the end. */
  static String host(String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    if (plain.startsWith("[") && plain.endsWith("]")) {
      plain = plain.substring(1, plain.length() - 1);
    }
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }

  URI uri() {
    return uri;
  }

  /** The host, which unlike the rest is never a secret. */
  public String host() {
    return host(uri.getHost());
  }

  /** The whole URL. */
  public String url() {
    return uri.toString();
  }

  /** Only the host: paths and queries of such URLs are often secrets. */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getHost() + "/…";
  }
}
