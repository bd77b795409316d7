package io.atelier.provider.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider's key: sent in one header, and taken out of every text that is shown or kept. */
public final class ApiKey {
  private static final String HIDDEN = "…";
  private static final String PROOF = "HmacSHA256";

  private final String value;

  /** That key, without the white space around it. */
  public ApiKey(String value) {
    this.value = value.strip();
    if (this.value.isEmpty()) {
      throw new IllegalArgumentException("a key is not blank");
    }
  }

  /** The value of the {@code Authorization} header (RFC 6750). */
  public String bearer() {
    return "Bearer " + value;
  }

  /** The text without the key, in whatever form it stands there. */
  public String hiddenIn(String text) {
    String clean = text;
    for (String form : forms()) {
      clean = clean.replace(form, HIDDEN);
    }
    return clean;
  }

  /** A proof that its maker has the key, of that text and no other; it does not tell the key. */
  public byte[] proof(String text) {
    try {
      Mac mac = Mac.getInstance(PROOF);
      mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), PROOF));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + PROOF, e);
    }
  }

  private List<String> forms() {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return List.of(
        value,
        URLEncoder.encode(value, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Never the key. */
  @Override
  public String toString() {
    return HIDDEN;
  }
}
