package io.atelier.egress;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was answered.
 *
 * @param length how many bytes of the body were taken
 * @param retryAfter the header of that name
 */
public record EgressResponse(int status, long length, Optional<String> retryAfter) {
  static EgressResponse of(int status, long length, @Nullable String retryAfter) {
    return new EgressResponse(status, length, Optional.ofNullable(retryAfter));
  }

  /** Whether it is a 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
