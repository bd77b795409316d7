package io.atelier.generation;

import io.atelier.problem.InvalidFieldException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name a client gives a request ({@code Idempotency-Key}), so that sending it again does
 * nothing twice; unique within its tenant for seven days.
 *
 * @param requestHash what the request was, so that another one is not taken for it
 */
public record IdempotencyKey(String value, String requestHash) {
  private static final Pattern PATTERN = Pattern.compile("[!-~]{1,255}");

  /**
   * The key of a request.
   *
   * @param request all that the request asked for
   * @throws InvalidFieldException if it is no key
   */
  public static IdempotencyKey of(String value, String request) {
    if (!PATTERN.matcher(value).matches()) {
      throw new InvalidFieldException(
          "Idempotency-Key", "must have 1 to 255 visible ASCII characters");
    }
    return new IdempotencyKey(value, sha256(request));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
