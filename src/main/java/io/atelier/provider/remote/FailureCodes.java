package io.atelier.provider.remote;

import io.atelier.provider.FailureClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the codes of one provider, at one of its hosts, mean.
 *
 * <p>A refusal of the content has no code of its own at these providers, only its words.
 */
public record FailureCodes(Map<String, FailureClass> byCode) {
  private static final List<String> REFUSING =
      List.of(
          "flagged",
          "content polic",
          "unsafe",
          "sensitive",
          "prohibited",
          "moderation",
          "nsfw",
          "violat");

  public FailureCodes {
    byCode = Map.copyOf(byCode);
  }

  /** Whether these are the words of one who refuses the content. */
  public static boolean refusesContent(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return REFUSING.stream().anyMatch(lower::contains);
  }

  /** What a failure of that code and these words is, where nothing special is known of them. */
  public FailureClass classify(String code, String words, FailureClass otherwise) {
    FailureClass known = byCode.getOrDefault(code, otherwise);
    return switch (known) {
      // These are about the account or the moment, whatever is said beside it.
      case AUTH, OUT_OF_CREDITS, RATE_LIMITED, QUEUE_FULL, NOT_FOUND -> known;
      default -> refusesContent(words) ? FailureClass.CONTENT_POLICY : known;
    };
  }
}
