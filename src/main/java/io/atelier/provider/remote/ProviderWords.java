package io.atelier.provider.remote;

import java.util.regex.Pattern;

/**
 * What a provider says, as it may be shown to a tenant and kept: no key, no query of a URL, which
 * may be a signature, no control characters, and not too much of it.
 */
public final class ProviderWords {
  private static final int LONGEST = 500;
  private static final int LONGEST_CODE = 64;

  /** Beyond this nothing of it could be shown, and the patterns would take their time. */
  private static final int LOOKED_AT = 4096;

  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?#\"']*)[?#][^\\s\"']*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private ProviderWords() {}

  /** Those words, or that it said nothing. */
  public static String shown(String said, ApiKey key) {
    String plain = plain(said, key);
    if (plain.isEmpty()) {
      return "the provider does not say why";
    }
    return plain.length() <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, shorter(plain))) + "…";
  }

  /** A code of the provider's, of which the same is true. */
  public static String code(String said, ApiKey key) {
    return cut(plain(said, key), LONGEST_CODE);
  }

  // The key is hidden first: half of one would not be found.
  private static String plain(String said, ApiKey key) {
    String seen = cut(key.hiddenIn(said), LOOKED_AT);
    return CONTROL.matcher(QUERY.matcher(seen).replaceAll("$1")).replaceAll(" ").strip();
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static int shorter(String text) {
    return Math.min(LONGEST / 2, text.codePointCount(0, text.length()));
  }
}
