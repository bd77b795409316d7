package io.atelier.provider.suno;

import io.atelier.provider.FailureClass;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.FailureCodes;
import java.util.Locale;

/** What the codes of the music API mean at one of its hosts. */
record SunoCodes(FailureCodes table) {

  /** Whether it is; a proxy's page is the provider's refusal where its status is one. */
  boolean refusesCreate(Envelope answer) {
    return !answer.isReadable() || table.refusesCreate(answer.code());
  }

  /** Why a create is refused. */
  FailureClass ofRefusal(Envelope answer) {
    if (!answer.isReadable()) {
      // A proxy's page: the status means what it means everywhere.
      return switch (answer.code()) {
        case "429" -> FailureClass.RATE_LIMITED;
        case "401" -> FailureClass.AUTH;
        default -> FailureClass.TRANSIENT;
      };
    }
    return ofRefusal(answer.code(), answer.message());
  }

  private FailureClass ofRefusal(String code, String words) {
    if (code.equals("429") && words.toLowerCase(Locale.ROOT).contains("credit")) {
      return FailureClass.OUT_OF_CREDITS;
    }
    return table.classify(code, words, FailureClass.TRANSIENT);
  }

  /** Why a task that was accepted has failed: for good, so nothing of it passes. */
  FailureClass ofTask(String code, String words) {
    FailureClass refusal = ofRefusal(code, words);
    return refusal.passes() || refusal == FailureClass.NOT_FOUND
        ? FailureClass.GENERATION_FAILED
        : refusal;
  }

  /**
   * Why nothing was said of a task: that the host does not know it, or nothing about the task. A
   * proxy's page never says the first.
   */
  FailureClass ofPoll(Envelope answer) {
    boolean unknown =
        answer.code().equals("404")
            || (answer.code().equals("422")
                && answer.message().toLowerCase(Locale.ROOT).contains("null"));
    if (unknown && answer.isReadable()) {
      return FailureClass.NOT_FOUND;
    }
    return ofRefusal(answer).isThrottling() ? FailureClass.RATE_LIMITED : FailureClass.TRANSIENT;
  }
}
