package io.atelier.tenant;

import io.atelier.problem.InvalidFieldException;
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

  /**
   * The tenant that a request names in its {@code tenant}.
   *
   * @throws InvalidFieldException if the text cannot be one
   */
  public static TenantId named(String text) {
    return parse(text)
        .orElseThrow(() -> new InvalidFieldException("tenant", "must match " + PATTERN));
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
