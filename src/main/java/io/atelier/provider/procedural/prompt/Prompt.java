package io.atelier.provider.procedural.prompt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was asked for, as the words a synthesiser can obey and a seed for everything the words leave
 * open.
 *
 * <p>Any text is a prompt: of any language, any length, with control characters or unpaired
 * surrogates.
 *
 * @param words the letters-and-digits runs in order, lower case
 * @param seed a hash of all of the text, so that two prompts with the same words still differ
 */
public record Prompt(List<String> words, long seed) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public static Prompt of(String text) {
    List<String> words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    return new Prompt(words, fnv1a(text));
  }

  /** Whether any of the words given, in lower case with spaces between, is in the prompt. */
  public boolean says(String anyOf) {
    return Arrays.stream(anyOf.split(" ")).anyMatch(words::contains);
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
