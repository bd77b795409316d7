package io.atelier.provider.suno;

import static java.util.Map.entry;

import io.atelier.provider.FailureClass;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.FailureCodes;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who speaks the protocol; the same codes mean different things with them: 429 is an empty account
 * at one, and too many requests at the other.
 */
enum SunoHost {
  SUNOAPI(
      Map.of(
          "405", FailureClass.RATE_LIMITED,
          "429", FailureClass.OUT_OF_CREDITS,
          "430", FailureClass.RATE_LIMITED)) {
    @Override
    Response credit(SunoApi api) {
      return api.credit();
    }
  },
  KIE(Map.of("429", FailureClass.RATE_LIMITED, "433", FailureClass.RATE_LIMITED)) {
    @Override
    Response credit(SunoApi api) {
      return api.chatCredit();
    }
  };

  private final FailureCodes codes;

  SunoHost(Map<String, FailureClass> own) {
    Map<String, FailureClass> all = new HashMap<>(Shared.CODES);
    all.putAll(own);
    this.codes = new FailureCodes(all);
  }

  /** The host of that name, in lower case. */
  static SunoHost of(String name) {
    return Arrays.stream(values())
        .filter(host -> host.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such Suno host: " + name));
  }

  abstract Response credit(SunoApi api);

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
    return codes.classify(code, words, FailureClass.TRANSIENT);
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

  private static final class Shared {
    static final Map<String, FailureClass> CODES =
        Map.ofEntries(
            entry("400", FailureClass.INVALID_INPUT),
            entry("401", FailureClass.AUTH),
            entry("402", FailureClass.OUT_OF_CREDITS),
            entry("403", FailureClass.AUTH),
            entry("404", FailureClass.NOT_FOUND),
            entry("413", FailureClass.INVALID_INPUT),
            entry("422", FailureClass.INVALID_INPUT),
            entry("451", FailureClass.TRANSIENT),
            entry("455", FailureClass.TRANSIENT),
            entry("500", FailureClass.TRANSIENT),
            entry("501", FailureClass.GENERATION_FAILED),
            entry("531", FailureClass.GENERATION_FAILED));

    private Shared() {}
  }
}
