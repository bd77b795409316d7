package io.atelier.cost;

import io.atelier.tenant.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * What of a tenant's budget something takes, or how much more than before it does.
 *
 * @param acceptedAt when its job was accepted, which decides the day and month it belongs to
 * @param currency ISO 4217
 * @param reserved what is kept back, as it may still be charged
 * @param spent what was charged, or may have been
 */
public record Commitment(
    TenantId tenant, Instant acceptedAt, String currency, BigDecimal reserved, BigDecimal spent) {
  /** The decimals that the database keeps. */
  private static final int SCALE = 6;

  /** No money. */
  public static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(SCALE);

  /** An amount as the database rounds it, so that what is added is what is taken away again. */
  public static BigDecimal rounded(BigDecimal amount) {
    return amount.setScale(SCALE, RoundingMode.HALF_UP);
  }

  /** Both together; of one job and currency. */
  public Commitment plus(Commitment other) {
    return new Commitment(
        tenant, acceptedAt, currency, reserved.add(other.reserved), spent.add(other.spent));
  }

  /** As much less. */
  public Commitment negated() {
    return new Commitment(tenant, acceptedAt, currency, reserved.negate(), spent.negate());
  }

  /** Whether it changes nothing. */
  public boolean isNothing() {
    return reserved.signum() == 0 && spent.signum() == 0;
  }
}
