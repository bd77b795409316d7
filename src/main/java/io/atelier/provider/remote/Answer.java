package io.atelier.provider.remote;

import java.time.Duration;
import java.util.Optional;

/**
 * A provider's answer that is no 5xx.
 *
 * @param body the JSON object it holds; empty where it holds none
 * @param text the same as it came
 */
public record Answer(
    int status, Optional<Duration> retryAfter, Optional<Fields> body, String text) {

  /** Whether it is a 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
