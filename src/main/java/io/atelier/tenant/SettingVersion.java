package io.atelier.tenant;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A document as it is now.
 *
 * @param document empty where nothing is set
 * @param tag the strong entity tag of it, with its quotes; the same wherever the document is
 */
public record SettingVersion(Optional<JsonObject> document, String tag) {
  private static final int DIGITS = 32;

  static SettingVersion of(Optional<JsonObject> document) {
    return new SettingVersion(document, tag(document.map(JsonObject::toString).orElse("")));
  }

  /** The entity tag of what is written so. */
  public static String tag(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(hash).substring(0, DIGITS) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
