package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.atelier.ArquillianWar;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.SubmissionGuarantee;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * FR-020, SC-009: the ledger's lines say what was asked, at what price, and what is in doubt of it,
 * whatever is configured or turns out later.
 */
@ExtendWith(ArquillianExtension.class)
class LedgerLinesIT {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(31);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.account-cap.procedural", "",
            "generation.sfx.providers", "ledger"),
        ArquillianWar.class,
        LedgerLinesIT.class,
        EngineFixture.class,
        LedgerProvider.class,
        SteppedClock.class);
  }

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    provider.begin(SubmissionGuarantee.NONE);
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
