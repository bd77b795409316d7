package io.atelier.provider.remote;

import java.util.regex.Pattern;

/**
 * What a provider says, as it may be shown to a tenant and kept: no key, no query of a URL, which
 * may be a signature, no control characters, and not too much of it.
 */
public final class ProviderWords {
  private static final int LONGEST = 500;
  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?#\"']*)[?#][^\\s\"']*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private ProviderWords() {}

  /** Those words, or that it said nothing. */
  public static String shown(String said, ApiKey key) {
    String plain =
        CONTROL.matcher(QUERY.matcher(key.hiddenIn(said)).replaceAll("$1")).replaceAll(" ").strip();
    if (plain.isEmpty()) {
      return "the provider does not say why";
    }
    return plain.length() <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, shorter(plain))) + "…";
  }

  private static int shorter(String text) {
    return Math.min(LONGEST / 2, text.codePointCount(0, text.length()));
  }
}
