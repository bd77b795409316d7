package io.atelier.generation;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a client would wait for a job to end, by {@code Prefer: wait=30} (RFC 7240); zero where
 * it says nothing of it.
 */
final class Patience {
  /** Nobody waits longer: what stands between would cut the connection. */
  static final Duration MOST = Duration.ofSeconds(60);

  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=$|[,;])");

  private Patience() {}

  /** What the values of a request's {@code Prefer} headers say. */
  static Duration of(@Nullable List<String> prefer) {
    if (prefer == null) {
      return Duration.ZERO;
    }
    Matcher wait = WAIT.matcher(String.join(",", prefer));
    if (!wait.find()) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
    return asked.compareTo(MOST) > 0 ? MOST : asked;
  }
}
