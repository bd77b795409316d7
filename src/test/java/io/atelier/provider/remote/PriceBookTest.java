package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.remote.PriceBook.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** FR-030: what a generation costs, and how that is known. */
class PriceBookTest {
  private final PriceBook prices =
      PriceBook.read(
          PropertiesConfig.of(
              Map.of(
                  "price.as-of", "2026-09-14",
                  "price.currency", "EUR",
                  "price.kie.kling-3-0-video-std.second", "0.07",
                  "price.kie.banana.image", "0.04")),
          "kie");

  @Test
  void it_multiplies_and_does_not_round() {
    ProviderCost cost =
        prices.estimate("kling-3.0/video-std", Unit.SECOND, new BigDecimal("4.333"));
    assertThat(cost.amount()).isEqualByComparingTo("0.30331");
    assertThat(cost.basis()).isEqualTo(CostBasis.ASSUMED);
    assertThat(cost.currency()).isEqualTo("EUR");
    assertThat(cost.priceAsOf()).isEqualTo(LocalDate.of(2026, 9, 14));
  }

  @Test
  void a_price_that_is_missing_is_unknown_and_so_is_a_sum_with_it() {
    ProviderCost unknown = prices.computed("banana", Unit.SECOND, BigDecimal.ONE);
    assertThat(unknown.amount()).isNull();
    assertThat(unknown.basis()).isEqualTo(CostBasis.UNKNOWN);
    assertThat(unknown.priceAsOf()).isNull();
    ProviderCost known = prices.computed("banana", Unit.IMAGE, BigDecimal.TWO);
    assertThat(known.plus(unknown).amount()).isNull();
  }

  @Test
  void what_is_reported_says_how_much_it_took_and_what_one_costs_now() {
    ProviderCost told = prices.reported("banana", Unit.IMAGE, new BigDecimal("3"));
    assertThat(told.amount()).isEqualByComparingTo("0.12");
    assertThat(told.units()).isEqualByComparingTo("3");
    assertThat(told.unitPrice()).isEqualByComparingTo("0.04");
    assertThat(prices.estimate("banana", Unit.IMAGE, BigDecimal.ONE).units()).isNull();
  }

  @Test
  void a_sum_is_known_as_well_as_its_less_known_part() {
    ProviderCost sum =
        prices
            .estimate("banana", Unit.IMAGE, BigDecimal.ONE)
            .plus(prices.reported("banana", Unit.IMAGE, BigDecimal.ONE));
    assertThat(sum.amount()).isEqualByComparingTo("0.08");
    assertThat(sum.basis()).isEqualTo(CostBasis.ASSUMED);
  }
}
