package io.atelier.tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a tenant: the boundary nothing crosses.
 *
 * <p>A DNS label, {@code [a-z0-9][a-z0-9-]{0,62}}, so that it can be a directory, a URL segment and
 * a metric tag as it is.
 */
public record TenantId(String value) implements Comparable<TenantId> {
  private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public TenantId {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a tenant id: it must match " + PATTERN);
    }
  }

  /** The tenant of that name, or empty where the text cannot be one. */
  public static Optional<TenantId> parse(String text) {
    return PATTERN.matcher(text).matches() ? Optional.of(new TenantId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
