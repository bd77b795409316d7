package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.atelier.cost.BudgetFixture;
import io.atelier.cost.CostFixture;
import io.atelier.cost.CostGroup;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.SubmissionGuarantee;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * FR-020, SC-009: the ledger's lines say what was asked, at what price, and what is in doubt of it,
 * whatever is configured or turns out later.
 */
@ExtendWith(ArquillianExtension.class)
class LedgerLinesIT extends LedgerEngine {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(31);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject CostFixture costs;
  @Inject JobCosts jobCosts;
  @Inject BudgetFixture budget;

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    engine.sql("DELETE FROM cost_sum WHERE tenant_id = 'fixture'");
    budget.none(EngineFixture.TENANT);
    provider.begin(SubmissionGuarantee.NONE);
  }

  @AfterEach
  void others_have_no_budget() {
    budget.none(EngineFixture.TENANT);
  }

  @Test
  void what_was_asked_is_named_and_priced_whatever_is_configured_by_then() throws Exception {
    provider.stages(2);
    provider.sells("kling", "1.35");
    UUID id = engine.begun();
    provider.sells("seedance", "7.65");
    provider.endAll(State.DONE);
    engine.after(POLL);
    engine.after(Duration.ZERO);
    provider.sells("veo", "9.00");
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("1.350000", "computed"), tuple("7.650000", "computed"));
    assertThat(lines())
        .containsExactly("kling 1.350000 USD COMPUTED", "seedance 7.650000 USD COMPUTED");
    assertThat(
            texts(
                """
                SELECT concat_ws(' ', made ->> 'model', made ->> 'actual_cost')
                FROM step, jsonb_each(debug_output) AS job (id, shown),
                  jsonb_array_elements(shown -> 'attempts') AS made
                """))
        .as("the step's debug output")
        .containsExactly("kling 1.350000", "seedance 7.650000");
    assertThat(
            texts(
                """
                SELECT concat_ws(' ', provenance ->> 'model', provenance ->> 'cost')
                FROM artifact WHERE provenance ->> 'provider' = 'ledger'
                """))
        .as("the artifact's provenance")
        .containsExactly("seedance 9.000000");
  }

  // FR-020: how many it took is told later, what one cost was known when it was sent.
  @Test
  void credits_cost_what_they_did_when_they_were_spent() throws Exception {
    provider.counts("20", "0.02");
    UUID id = engine.begun();
    provider.counts("15", "0.05");
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::estimatedCost, AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("0.400000", "0.300000", "reported"));
    assertThat(
            texts(
                """
                SELECT concat_ws(' ', provenance ->> 'estimatedCost', provenance ->> 'cost')
                FROM artifact WHERE provenance ->> 'provider' = 'ledger'
                """))
        .as("the artifact's provenance")
        .containsExactly("0.400000 0.300000");
  }

  @Test
  void a_late_result_corrects_the_line_of_the_model_that_made_it() throws Exception {
    provider.sells("kling", "1.35");
    timedOut();
    provider.sells("seedance", "7.65");
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertThat(lines())
        .containsExactly("kling 1.350000 USD ASSUMED", "kling 0.000000 USD COMPUTED");
  }

  // Issue 7: amounts of different currencies are never added.
  @Test
  void a_line_of_another_currency_is_taken_back_and_not_netted() throws Exception {
    provider.reports(cost("1.00", CostBasis.REPORTED, "USD"));
    timedOut();
    provider.reports(cost("0.90", CostBasis.REPORTED, "EUR"));
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "1.000000 USD ASSUMED", "-1.000000 USD REPORTED", "0.900000 EUR REPORTED");
    for (List<CostGroup> sums : sums()) {
      assertThat(sums)
          .extracting(CostGroup::currency, CostGroup::amount, CostGroup::creates)
          .containsExactly(tuple("EUR", "0.900000", 0L), tuple("USD", "0.000000", 1L));
    }
  }

  @Test
  void a_budget_has_spent_what_is_in_the_ledger_in_its_currency() throws Exception {
    budget.set(EngineFixture.TENANT, null, "5.00");
    provider.reports(cost("1.00", CostBasis.REPORTED, "USD"));
    timedOut();
    provider.reports(cost("0.90", CostBasis.REPORTED, "EUR"));
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertThat(
            texts(
                """
                SELECT concat_ws(' ', currency, reserved, spent) FROM budget_period
                WHERE tenant_id = 'fixture' AND length(period) = 7 ORDER BY currency
                """))
        .containsExactly("EUR 0.000000 0.900000", "USD 0.000000 0.000000");
    assertThat(budget.differences(EngineFixture.TENANT)).isEmpty();
  }

  @Test
  void nothing_is_taken_back_in_the_currency_that_it_was_written_in() throws Exception {
    provider.reports(cost("0.90", CostBasis.REPORTED, "EUR"));
    timedOut();
    provider.charges(null);
    provider.endAll(State.BROKEN);
    engine.after(LATER);

    assertThat(lines()).containsExactly("0.900000 EUR ASSUMED", "-0.900000 EUR COMPUTED");
  }

  // Issue 7: an amount has a basis, or it is unknown.
  @Test
  void an_unknown_cost_is_the_estimate_as_such_or_no_amount_at_all() throws Exception {
    engine.begun();
    provider.reports(new ProviderCost(null, CostBasis.UNKNOWN, "EUR"));
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(lines()).containsExactly("0.040000 USD ASSUMED");
    assertThat(texts("SELECT concat_ws(' ', spent, currency) FROM job_commitment"))
        .as("what its budget has spent")
        .containsExactly("0.040000 USD");

    engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(lines()).containsExactly("0.040000 USD ASSUMED", "null EUR UNKNOWN");
    assertThat(engine.count("cost_entry WHERE (amount IS NULL) <> (basis = 'UNKNOWN')")).isZero();
  }

  // Issue 7: possible charges are marked, also where that turns out later and ends again.
  @Test
  void what_is_possible_is_the_whole_of_it_and_nothing_once_it_is_known() throws Exception {
    provider.reports(cost("0.60", CostBasis.REPORTED, "USD"));
    UUID id = timedOut();
    assertPossible("0.600000", null);

    provider.charges(cost("0.60", CostBasis.POSSIBLE, "USD"));
    provider.endAll(State.BROKEN);
    engine.after(LATER);
    assertThat(lines()).containsExactly("0.600000 USD ASSUMED", "0.000000 USD POSSIBLE");
    assertPossible("0.600000", "0.600000");

    settle(id, cost("0.50", CostBasis.REPORTED, "USD"));
    assertThat(lines())
        .containsExactly("0.600000 USD ASSUMED", "0.000000 USD POSSIBLE", "-0.100000 USD REPORTED");
    assertPossible("0.500000", null);
  }

  @Test
  void what_is_possible_goes_with_its_currency() throws Exception {
    provider.reports(cost("0.60", CostBasis.REPORTED, "USD"));
    UUID id = timedOut();
    settle(id, cost("0.60", CostBasis.POSSIBLE, "USD"));
    settle(id, cost("0.50", CostBasis.POSSIBLE, "EUR"));

    for (List<CostGroup> sums : sums()) {
      assertThat(sums)
          .extracting(CostGroup::currency, CostGroup::amount, CostGroup::possibleAmount)
          .containsExactly(tuple("EUR", "0.500000", "0.500000"), tuple("USD", "0.000000", null));
    }
  }

  private void settle(UUID id, ProviderCost cost) throws Exception {
    engine.clock.advance(POLL);
    engine.inTransaction(
        () -> {
          GenerationJob job = engine.jobs.find(id).orElseThrow();
          job.attempt().stage().charge(cost, engine.clock.now());
          jobCosts.settle(job, job.attempt());
          return true;
        });
  }

  private void assertPossible(String amount, @Nullable String possible) {
    for (List<CostGroup> sums : sums()) {
      assertThat(sums)
          .extracting(CostGroup::amount, CostGroup::possibleAmount)
          .containsExactly(tuple(amount, possible));
    }
  }

  /** The same, from the lines and from what is kept of months. */
  private List<List<CostGroup>> sums() {
    return List.of(costs.lines(EngineFixture.TENANT), costs.months(EngineFixture.TENANT));
  }

  private static ProviderCost cost(String amount, CostBasis basis, String currency) {
    return new ProviderCost(new BigDecimal(amount), basis, currency);
  }

  private UUID timedOut() throws Exception {
    UUID id = engine.begun();
    engine.after(LATER);
    assertThat(engine.view(id).status()).isEqualTo("TIMED_OUT");
    return id;
  }

  private List<String> lines() throws Exception {
    return texts(
        """
        SELECT concat_ws(' ', model, coalesce(CAST(amount AS text), 'null'), currency, basis)
        FROM cost_entry ORDER BY recorded_at, id
        """);
  }

  @SuppressWarnings("unchecked")
  private List<String> texts(String query) throws Exception {
    return engine.inTransaction(() -> engine.entities.createNativeQuery(query).getResultList());
  }
}
