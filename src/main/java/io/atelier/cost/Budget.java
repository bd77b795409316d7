package io.atelier.cost;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.ProviderCost;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may spend in a UTC day and in a UTC month: the document {@code budget} of its
 * settings, {@code {"currency":"USD","day":{"soft":"5","hard":"10"},"month":{"hard":"200"}}}.
 *
 * <p>What counts is what is spent and what is kept back for what is under way. A soft limit is told
 * of, a hard one is never passed.
 *
 * @param currency ISO 4217, of all its limits
 */
public record Budget(String currency, Map<BudgetPeriod, Limits> limits) {
  static final String CURRENCY = "currency";
  static final String SOFT = "soft";
  static final String HARD = "hard";

  public Budget {
    limits = Map.copyOf(limits);
  }

  /** The limits of one period, at least one of them. */
  record Limits(@Nullable BigDecimal soft, @Nullable BigDecimal hard) {
    static final Limits NONE = new Limits(null, null);
  }

  /** The document that {@link BudgetReader} let pass. */
  static Budget of(JsonObject document) {
    Map<BudgetPeriod, Limits> limits = new EnumMap<>(BudgetPeriod.class);
    for (BudgetPeriod period : BudgetPeriod.values()) {
      JsonObject set = document.getJsonObject(period.jsonName());
      if (set != null) {
        limits.put(period, new Limits(amount(set, SOFT), amount(set, HARD)));
      }
    }
    return new Budget(document.getString(CURRENCY), limits);
  }

  private static @Nullable BigDecimal amount(JsonObject limits, String name) {
    return limits.containsKey(name) ? new BigDecimal(limits.getString(name)) : null;
  }

  /** The document of it. */
  JsonObject document() {
    JsonObjectBuilder document = Json.createObjectBuilder().add(CURRENCY, currency);
    for (BudgetPeriod period : BudgetPeriod.values()) {
      Limits set = of(period);
      JsonObjectBuilder shown = Json.createObjectBuilder();
      if (set.soft() != null) {
        shown.add(SOFT, set.soft().toPlainString());
      }
      if (set.hard() != null) {
        shown.add(HARD, set.hard().toPlainString());
      }
      JsonObject built = shown.build();
      if (!built.isEmpty()) {
        document.add(period.jsonName(), built);
      }
    }
    return document.build();
  }

  Limits of(BudgetPeriod period) {
    return limits.getOrDefault(period, Limits.NONE);
  }

  /** Whether there is a limit that is never passed. */
  public boolean isHard() {
    return limits.values().stream().anyMatch(set -> set.hard() != null);
  }

  /**
   * Requires that a hard limit can be held with something of that price.
   *
   * @throws ProblemException {@code PRICE_UNKNOWN} or {@code CURRENCY_MISMATCH} where it cannot
   */
  public void requirePriced(ProviderCost price) {
    if (canPay(price)) {
      return;
    }
    if (price.amount() == null) {
      throw new ProblemException(
          ErrorCode.PRICE_UNKNOWN,
          "Nobody knows what it costs, so it cannot be made below a hard budget; name other"
              + " providers, or have the operator set a price.");
    }
    throw new ProblemException(
        ErrorCode.CURRENCY_MISMATCH,
        "It costs %s and the budget is in %s; the operator has to set it in %s."
            .formatted(price.currency(), currency, price.currency()));
  }

  /** Whether a hard limit, if there is one, can be held with something of that price. */
  public boolean canPay(ProviderCost price) {
    BigDecimal amount = price.amount();
    return !isHard()
        || (amount != null && (amount.signum() == 0 || price.currency().equals(currency)));
  }
}
