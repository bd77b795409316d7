package io.atelier.provider.procedural.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What words of other languages, and emoji, are in the English words that synthesisers know, as
 * {@code synonyms.txt} beside it has them.
 */
final class Synonyms {
  private static final Synonyms ALL = new Synonyms();
  private static final String ARABIC_ARTICLE = "ال";
  private static final String ARABIC_AND = "و";

  private final Map<String, String> words = new HashMap<>();
  private final Map<String, String> stems = new HashMap<>();
  private int longest;

  private Synonyms() {
    try (InputStream in =
            Objects.requireNonNull(Synonyms.class.getResourceAsStream("synonyms.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                for (String synonym : line.substring(colon + 2).split(" ", -1)) {
                  add(Prompt.normalised(synonym), line.substring(0, colon));
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String synonym, String english) {
    boolean anyEnding = synonym.endsWith("*");
    String said = anyEnding ? synonym.substring(0, synonym.length() - 1) : synonym;
    longest = Math.max(longest, said.length());
    (anyEnding || inflects(said) ? stems : words).putIfAbsent(said, english);
  }

  /** The English words for a word of a prompt, in lower case; none if it is not known. */
  static List<String> of(String word) {
    return ALL.english(word);
  }

  private List<String> english(String word) {
    if (joins(word)) {
      return within(word);
    }
    String exact = words.get(word);
    String found = exact == null ? ofStem(word) : exact;
    return found == null ? List.of() : List.of(found);
  }

  private @Nullable String ofStem(String word) {
    String found = stemOf(word);
    if (found == null && word.startsWith(ARABIC_AND)) {
      found = stemOf(word.substring(1));
    }
    return found;
  }

  private @Nullable String stemOf(String word) {
    String bare = word.startsWith(ARABIC_ARTICLE) ? word.substring(2) : word;
    for (int length = Math.min(longest, bare.length()); length > 1; length--) {
      String english = stems.get(bare.substring(0, length));
      if (english != null) {
        return english;
      }
    }
    return null;
  }

  /** From left to right the longest that stand there. */
  private List<String> within(String text) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      int length = Math.min(longest, text.length() - i);
      while (length > 0 && !words.containsKey(text.substring(i, i + length))) {
        length--;
      }
      if (length > 0) {
        found.add(words.get(text.substring(i, i + length)));
      }
      i += Math.max(1, length);
    }
    return found;
  }

  private static boolean inflects(String word) {
    Character.UnicodeScript script = Character.UnicodeScript.of(word.codePointAt(0));
    return script == Character.UnicodeScript.ARABIC || script == Character.UnicodeScript.DEVANAGARI;
  }

  private static boolean joins(String word) {
    return switch (Character.UnicodeScript.of(word.codePointAt(0))) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
      default -> false;
    };
  }
}
