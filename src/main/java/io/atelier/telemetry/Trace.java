package io.atelier.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a job belongs to, the same on every node and after every restart: its caller's, or
 * one of its own that follows from its id.
 *
 * @param id 32 hexadecimal digits, not all zero
 * @param caller the caller's span, 16 hexadecimal digits; null where it named none
 * @param sampled whether the caller has its trace recorded; true where it named none
 */
public record Trace(String id, @Nullable String caller, boolean sampled) {
  // https://www.w3.org/TR/trace-context/#traceparent-header; of a later version the rest is
  // unknown.
  private static final Pattern HEADER =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final int SAMPLED = 1;

  /** The trace that a {@code traceparent} header names; empty if it is none, which is no error. */
  public static Optional<Trace> parse(@Nullable String traceparent) {
    if (traceparent == null) {
      return Optional.empty();
    }
    Matcher header = HEADER.matcher(traceparent);
    if (!header.matches() || (traceparent.startsWith("00") && header.group(4) != null)) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(header.group(3), 16) & SAMPLED) == SAMPLED;
    return Optional.of(new Trace(header.group(1), header.group(2), sampled));
  }

  /** The trace of a job: its caller's, as the header named it, else one of its own. */
  public static Trace of(UUID job, @Nullable String traceparent) {
    return parse(traceparent).orElseGet(() -> of(job));
  }

  private static Trace of(UUID job) {
    // Samplers compare its digits, so they have to be as good as random; the id's begin with the
    // time.
    byte[] digest = sha256(job.toString());
    return new Trace(HexFormat.of().formatHex(digest, 0, 16), null, true);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The header that names it; null where its caller named none. */
  public @Nullable String traceparent() {
    return caller == null ? null : "00-" + id + "-" + caller + (sampled ? "-01" : "-00");
  }
}
