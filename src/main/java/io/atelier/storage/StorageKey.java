package io.atelier.storage;

import java.util.regex.Pattern;

/**
 * Where an asset's bytes are kept: one to eight segments of letters, digits, hyphens and
 * underscores joined by {@code /}, the last with an optional extension.
 *
 * <p>A key of this form cannot leave its store: it has no empty segment, no leading dot, no
 * backslash, no drive, no NUL.
 */
public record StorageKey(String value) {
  private static final String SEGMENT = "[A-Za-z0-9_-]{1,64}";
  private static final Pattern PATTERN =
      Pattern.compile("(?:" + SEGMENT + "/){0,7}" + SEGMENT + "(?:\\.[a-z0-9]{1,8})?");

  public StorageKey {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a storage key");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
