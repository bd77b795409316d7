package io.atelier.simulated;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A provider that says the key it was sent, in the forms that one meets it in. */
final class EchoedKey {
  private static final int BEARER = "Bearer ".length();

  private EchoedKey() {}

  /** What such a provider says. */
  static String complaint(String key) {
    return "Bad key %s, %s, %s, %s".formatted(key, url(key), header(key), base64(key));
  }

  /** What of it tells the key, or most of it. */
  static List<String> tellTales(String key) {
    String header = header(key);
    // The first that has nothing of what is before it, to the last of whole groups.
    int from = BEARER * 8 / 6 + 1;
    return List.of(
        key,
        url(key),
        base64(key),
        header.substring(from, header.length() - header.length() % 4 - 4));
  }

  private static String url(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static String header(String key) {
    return Base64.getEncoder().encodeToString(("Bearer " + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
