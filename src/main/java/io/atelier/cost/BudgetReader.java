package io.atelier.cost;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import io.atelier.problem.UnknownFieldException;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads the {@link Budget} that an operator sets for a tenant; an empty object is none. */
@Dependent
class BudgetReader {
  private static final List<String> LIMITS = List.of(Budget.SOFT, Budget.HARD);
  private static final BigDecimal MOST = new BigDecimal("999999999");
  private static final int DECIMALS = 6;

  private final String prices;

  @Inject
  BudgetReader(@ConfigProperty(name = "price.currency") String prices) {
    this.prices = prices;
  }

  /**
   * The budget that a document says.
   *
   * @throws ProblemException naming the field that is wrong
   */
  Optional<Budget> read(JsonObject document) {
    List<String> fields = new ArrayList<>(List.of(Budget.CURRENCY));
    Arrays.stream(BudgetPeriod.values()).map(BudgetPeriod::jsonName).forEach(fields::add);
    JsonBody.requireKnown(document, fields);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    String currency = currency(document);
    Map<BudgetPeriod, Budget.Limits> limits = new EnumMap<>(BudgetPeriod.class);
    for (BudgetPeriod period : BudgetPeriod.values()) {
      JsonValue value = document.get(period.jsonName());
      if (value != null) {
        limits.put(period, limits(period.jsonName(), value));
      }
    }
    if (limits.isEmpty()) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD, "month", "day or month is required; {} is no budget.");
    }
    return Optional.of(new Budget(currency, limits));
  }

  /**
   * Why a budget that was set counts nothing any more: prices are in another currency now; empty
   * where they are not.
   */
  Optional<String> objection(Budget budget) {
    return budget.currency().equals(prices)
        ? Optional.empty()
        : Optional.of(
            "The budget is in %s and prices are in %s (price.currency): nothing counts against it, and no soft limit is told of; set it anew in %s."
                .formatted(budget.currency(), prices, prices));
  }

  /** What fsck finds of it then, of that tenant. */
  Optional<BudgetDifference> difference(TenantId tenant, Budget budget) {
    return objection(budget)
        .map(
            objection ->
                new BudgetDifference(
                    BudgetDifference.OTHER_CURRENCY,
                    tenant.value(),
                    null,
                    budget.currency(),
                    "a budget in " + prices,
                    "a budget in " + budget.currency()));
  }

  private String currency(JsonObject document) {
    JsonValue value = document.get(Budget.CURRENCY);
    if (value == null) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD, Budget.CURRENCY, "currency is required: " + prices + ".");
    }
    if (!(value instanceof JsonString text) || !text.getString().equals(prices)) {
      throw new InvalidFieldException(
          Budget.CURRENCY, "must be " + prices + ", which prices are set in (price.currency)");
    }
    return prices;
  }

  private static Budget.Limits limits(String period, JsonValue value) {
    if (!(value instanceof JsonObject set) || set.isEmpty()) {
      throw new InvalidFieldException(period, "must be an object with soft, hard or both");
    }
    for (String name : set.keySet()) {
      if (!LIMITS.contains(name)) {
        throw new UnknownFieldException(period + ".", name, LIMITS);
      }
    }
    BigDecimal soft = amount(period, Budget.SOFT, set);
    BigDecimal hard = amount(period, Budget.HARD, set);
    if (soft != null && hard != null && soft.compareTo(hard) > 0) {
      throw new InvalidFieldException(period + ".soft", "must not be above the hard limit");
    }
    return new Budget.Limits(soft, hard);
  }

  private static @Nullable BigDecimal amount(String period, String name, JsonObject set) {
    JsonValue value = set.get(name);
    if (value == null) {
      return null;
    }
    BigDecimal amount = decimal(value);
    if (amount == null
        || amount.signum() < 0
        || amount.compareTo(MOST) > 0
        || amount.stripTrailingZeros().scale() > DECIMALS) {
      throw new InvalidFieldException(
          period + "." + name,
          "must be an amount of money from 0 to %s, of at most %d decimals"
              .formatted(MOST, DECIMALS));
    }
    return Commitment.rounded(amount);
  }

  private static @Nullable BigDecimal decimal(JsonValue value) {
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    return value instanceof JsonString text
            && text.getString().matches("[0-9]{1,9}(\\.[0-9]{1,6})?")
        ? new BigDecimal(text.getString())
        : null;
  }
}
