package io.atelier.storage;

import java.util.regex.Pattern;

/**
 * Where an asset's bytes are kept: one to eight segments of letters, digits, hyphens and
 * underscores joined by {@code /}, the last with an optional extension; at most {@value #LONGEST}
 * characters, so that it can be made the name of one file.
 *
 * <p>A key of this form cannot leave its store: it has no empty segment, no leading dot, no
 * backslash, no drive, no NUL.
 */
public record StorageKey(String value) {
  static final int LONGEST = 218;

  // Possessive: a last segment is not to be tried as one before it at each of its lengths.
  private static final String SEGMENT = "[A-Za-z0-9_-]{1,64}+";
  private static final Pattern PATTERN =
      Pattern.compile("(?:" + SEGMENT + "/){0,7}" + SEGMENT + "(?:\\.[a-z0-9]{1,8})?");

  public StorageKey {
    if (value.length() > LONGEST || !PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a storage key");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
