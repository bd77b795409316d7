package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.provider.FailureClass;

/** How a job's error names what a provider's failure was. */
final class Failures {
  private Failures() {}

  static ErrorCode code(FailureClass failure) {
    return switch (failure) {
      case INVALID_INPUT -> ErrorCode.INVALID_INPUT;
      case CONTENT_POLICY -> ErrorCode.CONTENT_REFUSED;
      case OUT_OF_CREDITS -> ErrorCode.OUT_OF_CREDITS;
      case TIMEOUT -> ErrorCode.PROVIDER_TIMEOUT;
      case AUTH,
          RATE_LIMITED,
          QUEUE_FULL,
          TRANSIENT,
          GENERATION_FAILED,
          NOT_FOUND,
          RESULT_EXPIRED,
          INVALID_OUTPUT ->
          ErrorCode.PROVIDER_ERROR;
    };
  }
}
