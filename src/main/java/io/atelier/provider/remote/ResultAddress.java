package io.atelier.provider.remote;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The addresses of results as providers write them, which is not always as RFC 3986 has it. */
final class ResultAddress {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNSAFE = " \"<>^`{|}";

  /**
   * Ends in a number, as every spelling of an IPv4 address does (WHATWG URL, 3.5), or has colons.
   */
  private static final Pattern IP_LITERAL = Pattern.compile(".*:.*|(.*\\.)?\\d[^.]*");

  private ResultAddress() {}

  /** It without a fragment, which is not sent, and with everything else that has to be encoded. */
  static String encoded(String url) {
    int fragment = url.indexOf('#');
    byte[] bytes =
        (fragment < 0 ? url : url.substring(0, fragment)).strip().getBytes(StandardCharsets.UTF_8);
    StringBuilder encoded = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      if (b < 0 || UNSAFE.indexOf(b) >= 0) {
        encoded.append('%').append(HEX.toHexDigits(b));
      } else {
        encoded.append((char) b);
      }
    }
    return encoded.toString();
  }

  /** Whether a host is one of the internet's names, and no address. */
  static boolean isName(String host) {
    return host.contains(".") && !IP_LITERAL.matcher(host).matches();
  }
}
