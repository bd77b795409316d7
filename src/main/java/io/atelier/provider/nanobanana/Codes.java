package io.atelier.provider.nanobanana;

import static java.util.Map.entry;

import io.atelier.provider.FailureClass;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.FailureCodes;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** What the codes of the jobs API mean. */
record Codes(FailureCodes table) {
  /** Where an image that was uploaded for a task could not be fetched. */
  private static final String LOST_IMAGE = "451";

  private static final Map<String, FailureClass> DOCUMENTED =
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
          entry(LOST_IMAGE, FailureClass.INVALID_INPUT),
          entry("455", FailureClass.TRANSIENT),
          entry("500", FailureClass.TRANSIENT),
          entry("501", FailureClass.GENERATION_FAILED),
          entry("505", FailureClass.TRANSIENT),
          entry("531", FailureClass.GENERATION_FAILED));

  static Codes read(Config config) {
    return new Codes(
        FailureCodes.read(config, NanoBananaAdapter.NAME, DOCUMENTED).sayingInputBy500(config));
  }

  /** Whether the same request may succeed when what it refers to is uploaded anew. */
  static boolean mayPassWithNewUpload(String code) {
    return code.equals(LOST_IMAGE);
  }

  /** Whether it is; a proxy's page is the provider's refusal where its status is one. */
  boolean refusesCreate(Envelope answer) {
    return !answer.isReadable() || table.refusesCreate(answer.code());
  }

  /** Why a create is refused. */
  FailureClass ofRefusal(Envelope answer, TaskState state) {
    return ofImage(ofRefusal(answer), answer.code(), state);
  }

  // A key frame is the provider's own: that it cannot be fetched is no fault of the request.
  private static FailureClass ofImage(FailureClass failure, String code, TaskState state) {
    return code.equals(LOST_IMAGE) && !state.frame().isEmpty()
        ? FailureClass.GENERATION_FAILED
        : failure;
  }

  /** Why an upload is refused, or what is asked of the account. */
  FailureClass ofRefusal(Envelope answer) {
    if (!answer.isReadable()) {
      // A proxy's page: the status means what it means everywhere. Its 403, with "error code: 1010"
      // for whoever is no browser to it, looks like a bad key and is none.
      return switch (answer.code()) {
        case "401" -> FailureClass.AUTH;
        case "429" -> FailureClass.RATE_LIMITED;
        default -> FailureClass.TRANSIENT;
      };
    }
    return table.classify(answer.code(), answer.message(), FailureClass.TRANSIENT);
  }

  /** Why a task that was accepted has failed: for good, so nothing of it passes. */
  FailureClass ofTask(String code, String words, TaskState state) {
    FailureClass refusal =
        ofImage(table.classify(code, words, FailureClass.TRANSIENT), code, state);
    return refusal.passes() || refusal == FailureClass.NOT_FOUND
        ? FailureClass.GENERATION_FAILED
        : refusal;
  }

  /**
   * Why nothing was said of a task: that the provider does not know it, or nothing about the task.
   * A proxy's page never says the first.
   */
  FailureClass ofPoll(Envelope answer) {
    boolean unknown =
        answer.code().equals("404")
            || (answer.code().equals("422")
                && answer.message().toLowerCase(Locale.ROOT).contains("null"));
    if (unknown && answer.isReadable()) {
      return FailureClass.NOT_FOUND;
    }
    return table.classify(answer.code(), "", FailureClass.TRANSIENT).isThrottling()
        ? FailureClass.RATE_LIMITED
        : FailureClass.TRANSIENT;
  }
}
