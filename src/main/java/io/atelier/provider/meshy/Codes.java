package io.atelier.provider.meshy;

import static java.util.Map.entry;

import io.atelier.provider.FailureClass;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.FailureCodes;
import io.atelier.provider.remote.Fields;
import java.util.Map;

/** What the statuses, and the codes of failed tasks, mean. */
final class Codes {
  private static final FailureCodes STATUSES =
      new FailureCodes(
          Map.ofEntries(
              entry("400", FailureClass.INVALID_INPUT),
              entry("401", FailureClass.AUTH),
              entry("402", FailureClass.OUT_OF_CREDITS),
              entry("403", FailureClass.AUTH),
              entry("404", FailureClass.NOT_FOUND),
              entry("408", FailureClass.TRANSIENT),
              entry("413", FailureClass.INVALID_INPUT),
              entry("422", FailureClass.INVALID_INPUT),
              entry("429", FailureClass.RATE_LIMITED)));

  private static final FailureCodes TASKS =
      new FailureCodes(
          Map.ofEntries(
              entry("moderation_blocked", FailureClass.CONTENT_POLICY),
              entry("image_too_complex", FailureClass.INVALID_INPUT),
              entry("model_missing_uv", FailureClass.INVALID_INPUT),
              entry("model_insufficient_uv", FailureClass.INVALID_INPUT),
              entry("invalid_input", FailureClass.INVALID_INPUT),
              entry("timeout", FailureClass.TRANSIENT),
              entry("service_unavailable", FailureClass.TRANSIENT),
              entry("server_error", FailureClass.GENERATION_FAILED),
              entry("format_conversion_failed", FailureClass.GENERATION_FAILED)));

  private Codes() {}

  /** Why a create is refused: a proxy's page says nothing of the account or the request. */
  static FailureClass ofRefusal(Answer answer, Way way) {
    if (answer.body().isEmpty()) {
      return switch (answer.status()) {
        case 401 -> FailureClass.AUTH;
        case 429 -> FailureClass.RATE_LIMITED;
        default -> FailureClass.TRANSIENT;
      };
    }
    String words = answer.body().flatMap(body -> body.text("message")).orElse("");
    return ofRefusal(answer.status(), words, way);
  }

  /**
   * The same of words that are the provider's own. Of the two kinds of 429 only the words tell
   * which it is.
   */
  static FailureClass ofRefusal(int status, String words, Way way) {
    if (status == 429 && words.contains("NoMore")) {
      return FailureClass.QUEUE_FULL;
    }
    return of(STATUSES.classify(String.valueOf(status), words, FailureClass.TRANSIENT), way);
  }

  // The shape is there and paid: what is wrong with its refinement is not the tenant's request, and
  // a shape that is gone there is no task that may yet turn up.
  private static FailureClass of(FailureClass known, Way way) {
    return way == Way.REFINE
            && (known == FailureClass.INVALID_INPUT || known == FailureClass.NOT_FOUND)
        ? FailureClass.GENERATION_FAILED
        : known;
  }

  /**
   * Why nothing was said of a task. A proxy's page never says that it is not known; an id that a
   * way does not know may be answered by 400 too (measured by others).
   */
  static FailureClass ofPoll(Answer answer) {
    return switch (answer.status()) {
      case 400, 404 -> answer.body().isPresent() ? FailureClass.NOT_FOUND : FailureClass.TRANSIENT;
      case 429 -> FailureClass.RATE_LIMITED;
      default -> FailureClass.TRANSIENT;
    };
  }

  /** Why a task that was accepted has failed. */
  static FailureClass ofTask(Fields error, Way way) {
    String code =
        error
            .text("code")
            .filter(TASKS.byCode()::containsKey)
            .or(() -> error.text("type"))
            .orElse("");
    String words = error.text("message").orElse("");
    return of(TASKS.classify(code, words, FailureClass.GENERATION_FAILED), way);
  }
}
