package io.atelier.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.procedural.ProceduralAdapter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderValuesTest {

  @Test
  void an_unknown_cost_has_no_amount_and_is_not_zero() {
    assertThat(new ProviderCost(null, CostBasis.UNKNOWN, "USD").amount()).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProviderCost(BigDecimal.ZERO, CostBasis.UNKNOWN, "USD"));
    for (CostBasis basis : CostBasis.values()) {
      if (basis != CostBasis.UNKNOWN) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProviderCost(null, basis, "USD"));
      }
    }
  }

  @Test
  void a_cost_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProviderCost(new BigDecimal("-0.01"), CostBasis.REPORTED, "USD"));
  }

  @Test
  void a_sum_is_by_prices_as_old_as_the_older() {
    LocalDate older = LocalDate.of(2026, 2, 1);
    ProviderCost one = new ProviderCost(BigDecimal.ONE, CostBasis.ASSUMED, "USD", older);
    ProviderCost other =
        new ProviderCost(BigDecimal.TWO, CostBasis.REPORTED, "USD", older.plusDays(1));
    assertThat(one.plus(other))
        .isEqualTo(other.plus(one))
        .isEqualTo(new ProviderCost(new BigDecimal("3"), CostBasis.ASSUMED, "USD", older));
    ProviderCost free = new ProviderCost(BigDecimal.ZERO, CostBasis.COMPUTED, "USD");
    assertThat(free.plus(one).priceAsOf()).isEqualTo(one.plus(free).priceAsOf()).isEqualTo(older);
    assertThat(one.plus(new ProviderCost(BigDecimal.ONE, CostBasis.ASSUMED, "EUR")).amount())
        .isNull();
  }

  @Test
  void a_handle_has_an_id_and_a_success_a_file() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ProviderHandle(" ", "state"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProviderSnapshot.Succeeded(List.of(), ProviderCost.free("USD")));
  }

  @Test
  void providers_are_found_by_name_and_no_two_share_one() {
    ProviderAdapter procedural = new ProceduralAdapter("USD", Clock.systemUTC());
    Providers providers = new Providers(List.of(procedural));
    assertThat(providers.find("procedural")).containsSame(procedural);
    assertThat(providers.find("suno")).isEmpty();
    assertThat(providers.all()).containsExactly(procedural);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new Providers(List.of(procedural, new ProceduralAdapter("USD", Clock.systemUTC()))))
        .withMessageContaining("procedural");
  }

  // FR-022: what another provider would refuse too is not taken to one, nor what would be paid
  // again.
  @Test
  void bad_input_refused_content_dead_results_and_timeouts_do_not_fall_back() {
    assertThat(FailureClass.values())
        .filteredOn(failure -> !failure.fallsBack())
        .containsExactlyInAnyOrder(
            FailureClass.INVALID_INPUT,
            FailureClass.CONTENT_POLICY,
            FailureClass.RESULT_EXPIRED,
            FailureClass.TIMEOUT);
  }
}
