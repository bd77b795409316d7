package io.atelier.artifact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs one tenant's asset URLs with HMAC-SHA256, and is used for nothing else.
 *
 * <p>What is signed is the version, the key's id, the path as it is sent, whose first segment is
 * the tenant, and the expiry. Nothing else in the URL has a meaning, so nothing else is signed.
 */
final class SigningKey {
  /** Bytes of a secret: as many as the hash has. */
  static final int SECRET_BYTES = 32;

  /** What an id is made of; no other text is one. */
  static final String ID = "[A-Za-z0-9_-]{1,32}";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1";

  private final String id;
  private final SecretKeySpec secret;
  private final Instant createdAt;

  SigningKey(String id, byte[] secret, Instant createdAt) {
    this.id = id;
    this.secret = new SecretKeySpec(secret, ALGORITHM);
    this.createdAt = createdAt;
  }

  static boolean isId(String text) {
    return text.matches(ID);
  }

  String id() {
    return id;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** The signature for a path until a time, in whole seconds; base64url without padding. */
  String sign(String path, long expiresAtEpochSecond) {
    String text = String.join("\n", VERSION, id, path, Long.toString(expiresAtEpochSecond));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** Whether that is the signature, in a time that does not tell how much of it is right. */
  boolean verifies(String path, long expiresAtEpochSecond, String signature) {
    return MessageDigest.isEqual(
        sign(path, expiresAtEpochSecond).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }
}
