package io.atelier.provider.nanobanana;

import static java.util.Map.entry;

import io.atelier.provider.FailureClass;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.FailureCodes;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the codes of the jobs API mean. */
final class Codes {
  private static final FailureCodes TABLE =
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
              entry("429", FailureClass.RATE_LIMITED),
              // Its pages say "callback", its clients "rate limit".
              entry("433", FailureClass.RATE_LIMITED),
              // Its own host keeps the image for it: it is uploaded anew with the next try.
              entry("451", FailureClass.TRANSIENT),
              entry("455", FailureClass.TRANSIENT),
              entry("500", FailureClass.TRANSIENT),
              entry("501", FailureClass.GENERATION_FAILED),
              entry("505", FailureClass.TRANSIENT),
              entry("531", FailureClass.GENERATION_FAILED)));

  /** Words that a 500 has where the input is what is wrong. */
  private static final List<String> OF_THE_INPUT =
      List.of("exceed", "invalid", "must be", "required", "not support", "too long");

  private Codes() {}

  /** Why a create, or an upload, is refused. */
  static FailureClass ofRefusal(Envelope answer) {
    if (!answer.isReadable()) {
      // A proxy's page: the status means what it means everywhere. Its 403, with "error code: 1010"
      // for whoever is no browser to it, looks like a bad key and is none.
      return switch (answer.code()) {
        case "401" -> FailureClass.AUTH;
        case "429" -> FailureClass.RATE_LIMITED;
        default -> FailureClass.TRANSIENT;
      };
    }
    return ofRefusal(answer.code(), answer.message());
  }

  /** The same of a code and words that are the provider's own. */
  static FailureClass ofRefusal(String code, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (code.equals("500") && OF_THE_INPUT.stream().anyMatch(lower::contains)) {
      return FailureClass.INVALID_INPUT;
    }
    return TABLE.classify(code, words, FailureClass.TRANSIENT);
  }

  /** Why a task that was accepted has failed: for good, so nothing of it passes. */
  static FailureClass ofTask(String code, String words) {
    FailureClass refusal = ofRefusal(code, words);
    return refusal.passes() || refusal == FailureClass.NOT_FOUND
        ? FailureClass.GENERATION_FAILED
        : refusal;
  }

  /**
   * Why nothing was said of a task: that the provider does not know it, or nothing about the task.
   * A proxy's page never says the first.
   */
  static FailureClass ofPoll(Envelope answer) {
    boolean unknown =
        answer.code().equals("404")
            || (answer.code().equals("422")
                && answer.message().toLowerCase(Locale.ROOT).contains("null"));
    if (unknown && answer.isReadable()) {
      return FailureClass.NOT_FOUND;
    }
    return TABLE.classify(answer.code(), "", FailureClass.TRANSIENT).isThrottling()
        ? FailureClass.RATE_LIMITED
        : FailureClass.TRANSIENT;
  }
}
