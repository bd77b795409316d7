package io.atelier.provider.remote;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What one provider charges, from the configuration: {@code price.<provider>.<model>.<unit>}, in
 * {@code price.currency}, as of {@code price.as-of}. A price that is not there is unknown, not
 * nothing.
 *
 * @param asOf the date of the figures
 */
public record PriceBook(Config config, String provider, String currency, LocalDate asOf) {

  /** That provider's. */
  public static PriceBook read(Config config, String provider) {
    return new PriceBook(
        config,
        provider,
        config.getValue("price.currency", String.class),
        LocalDate.parse(config.getValue("price.as-of", String.class)));
  }

  /** What is charged by. */
  public enum Unit {
    SECOND,
    IMAGE,
    MEGAPIXEL,
    CREDIT,
    REQUEST
  }

  /** The price of one, or empty where it is not known. */
  public Optional<BigDecimal> price(String model, Unit unit) {
    return config.getOptionalValue(key(model, unit), String.class).map(BigDecimal::new);
  }

  /** The key of a price: what is neither a letter nor a digit in a model's name is a hyphen. */
  String key(String model, Unit unit) {
    return "price.%s.%s.%s"
        .formatted(
            provider,
            model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
            unit.name().toLowerCase(Locale.ROOT));
  }

  /** What so much is going to cost, by what was asked for. */
  public ProviderCost estimate(String model, Unit unit, BigDecimal quantity) {
    return cost(model, unit, quantity, CostBasis.ASSUMED);
  }

  /** What so much has cost, by what was delivered. */
  public ProviderCost computed(String model, Unit unit, BigDecimal quantity) {
    return cost(model, unit, quantity, CostBasis.COMPUTED);
  }

  /** What so much has cost, by what the provider says it took, like credits. */
  public ProviderCost reported(String model, Unit unit, BigDecimal quantity) {
    return cost(model, unit, quantity, CostBasis.REPORTED).forWhatWasTaken(quantity);
  }

  private ProviderCost cost(String model, Unit unit, BigDecimal quantity, CostBasis basis) {
    return price(model, unit)
        .map(price -> ProviderCost.of(quantity, price, basis, currency, asOf))
        .orElseGet(() -> ProviderCost.unknown(currency));
  }
}
