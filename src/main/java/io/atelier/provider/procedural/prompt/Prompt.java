package io.atelier.provider.procedural.prompt;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was asked for, as the words a synthesiser can obey and a seed for everything the words leave
 * open.
 *
 * <p>Any text is a prompt: of any language, any length, with control characters or unpaired
 * surrogates.
 *
 * @param words the letters-and-digits runs in order, lower case, each of another language than
 *     English before the English one that it means, where that is known
 * @param seed a hash of all of the text, so that two prompts with the same words still differ
 */
public record Prompt(List<String> words, long seed) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** A letter or digit and what goes on with it, marks too, or one picture. */
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*|\\p{IsExtended_Pictographic}");

  public static Prompt of(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(normalised(text));
    while (matcher.find()) {
      String word = matcher.group();
      if (Character.isLetterOrDigit(word.codePointAt(0))) {
        words.add(word);
      }
      words.addAll(Synonyms.of(word));
    }
    return new Prompt(List.copyOf(words), fnv1a(text));
  }

  /** In lower case and one way of writing, whichever an input method chose. */
  static String normalised(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Whether any of the words given, in lower case with spaces between, is in the prompt. */
  public boolean says(String anyOf) {
    return Arrays.stream(anyOf.split(" ")).anyMatch(words::contains);
  }

  /** The same without these words, in lower case with spaces between. */
  public Prompt without(String anyOf) {
    List<String> out = Arrays.asList(anyOf.split(" "));
    return new Prompt(words.stream().filter(word -> !out.contains(word)).toList(), seed);
  }

  /** A generator for one use of this prompt; each purpose has its own sequence. */
  public SplitMix64 random(String purpose) {
    return new SplitMix64(seed ^ fnv1a(purpose));
  }

  private static long fnv1a(String text) {
    long hash = FNV_OFFSET;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
