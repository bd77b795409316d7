package io.atelier.provider.remote;

import io.atelier.provider.FailureClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * What the codes of one provider, at one of its hosts, mean.
 *
 * <p>A refusal of the content has no code of its own at these providers, only its words; and some
 * say that the input is wrong by a 500, which only its words tell from trouble of their own.
 *
 * @param doubtful by which nobody knows whether a create was accepted; by any other it was not
 * @param wordsOfInput of which a 500 has one where the input is what is wrong, in lower case
 */
public record FailureCodes(
    Map<String, FailureClass> byCode, Set<String> doubtful, List<String> wordsOfInput) {
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
    doubtful = Set.copyOf(doubtful);
    wordsOfInput = List.copyOf(wordsOfInput);
  }

  /** Those of one whose 500 is trouble of its own, and who tells by the status what it refuses. */
  public FailureCodes(Map<String, FailureClass> byCode) {
    this(byCode, Set.of(), List.of());
  }

  /**
   * Those codes, but where {@code <provider>.failure-class.<code>} says otherwise: the pages that
   * they are from contradict each other here and there; doubtful are those of {@code
   * <provider>.doubtful-codes}.
   *
   * @throws IllegalArgumentException if what it says is no class of failures
   */
  public static FailureCodes read(
      Config config, String provider, Map<String, FailureClass> documented) {
    Map<String, FailureClass> all = new HashMap<>(documented);
    for (int code = 100; code < 1000; code++) {
      String name = provider + ".failure-class." + code;
      Optional<String> said = config.getOptionalValue(name, String.class);
      if (said.isPresent()) {
        all.put(String.valueOf(code), failureClass(said.get(), name));
      }
    }
    String[] doubtful =
        config
            .getOptionalValue(provider + ".doubtful-codes", String[].class)
            .orElseGet(() -> new String[0]);
    return new FailureCodes(
        all, Arrays.stream(doubtful).map(String::strip).collect(Collectors.toSet()), List.of());
  }

  private static FailureClass failureClass(String text, String name) {
    return Arrays.stream(FailureClass.values())
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is no class: " + text));
  }

  /** The same of one who says by a 500 that the input is wrong, in {@code remote.input-words}. */
  public FailureCodes sayingInputBy500(Config config) {
    String[] words = config.getValue("remote.input-words", String[].class);
    return new FailureCodes(
        byCode,
        doubtful,
        Arrays.stream(words).map(word -> word.strip().toLowerCase(Locale.ROOT)).toList());
  }

  /** Whether these are the words of one who refuses the content. */
  public static boolean refusesContent(String words) {
    return hasAnyOf(REFUSING, words);
  }

  /** What a failure of that code and these words is, where nothing special is known of them. */
  public FailureClass classify(String code, String words, FailureClass otherwise) {
    FailureClass known =
        code.equals("500") && hasAnyOf(wordsOfInput, words)
            ? FailureClass.INVALID_INPUT
            : byCode.getOrDefault(code, otherwise);
    return switch (known) {
      // These are about the account or the moment, whatever is said beside it.
      case AUTH, OUT_OF_CREDITS, RATE_LIMITED, QUEUE_FULL, NOT_FOUND -> known;
      default -> refusesContent(words) ? FailureClass.CONTENT_POLICY : known;
    };
  }

  /**
   * Whether a create that is answered by this code, and names no task, was certainly not accepted
   * (failures.md, rule 2).
   */
  public boolean refusesCreate(String code) {
    return !doubtful.contains(code);
  }

  private static boolean hasAnyOf(List<String> some, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return some.stream().anyMatch(lower::contains);
  }
}
