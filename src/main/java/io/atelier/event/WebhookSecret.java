package io.atelier.event;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Signs deliveries as the Standard Webhooks specification has it; its receiver has the same. */
final class WebhookSecret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final int FINGERPRINT_BYTES = 6;
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  WebhookSecret(byte[] key) {
    this.key = key.clone();
  }

  /** A secret that nobody had before. */
  static WebhookSecret random() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return new WebhookSecret(key);
  }

  byte[] key() {
    return key.clone();
  }

  /** The form that receivers are given, once. */
  String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** By which it is told from others, and which nobody can sign with. */
  String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      return "sha256:" + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** One signature of the header {@code webhook-signature}. */
  String sign(String id, long epochSecond, String body) {
    try {
      return new Webhook(key).sign(id, epochSecond, body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
