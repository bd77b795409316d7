package io.atelier.provider.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider's key: sent in one header, and taken out of every text that is shown or kept. */
public final class ApiKey {
  private static final String HIDDEN = "…";

  /** Bytes; what little is of a shorter one alone is in other words by chance. */
  private static final int SHORTEST_AMONG_OTHERS = 8;

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
    List<String> forms = new ArrayList<>();
    forms.add(value);
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    if (bytes.length > SHORTEST_AMONG_OTHERS) {
      for (int before = 0; before < 3; before++) {
        forms.add(within(Base64.getEncoder(), bytes, before));
        forms.add(within(Base64.getUrlEncoder(), bytes, before));
      }
    }
    return forms;
  }

  /**
   * What is of the key alone where more was encoded with it, as {@code Bearer } before it: that
   * depends on how many bytes are before it, counted modulo 3.
   */
  private static String within(Base64.Encoder encoder, byte[] bytes, int before) {
    byte[] all = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, all, before, bytes.length);
    String encoded = encoder.withoutPadding().encodeToString(all);
    return encoded.substring((before * 8 + 5) / 6, all.length * 8 / 6);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return HIDDEN;
  }
}
