package io.atelier.generation;

import io.atelier.ArquillianWar;
import io.atelier.cost.BudgetFixture;
import io.atelier.cost.CostFixture;
import io.atelier.problem.Problems;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The job engine in its container, with a {@link LedgerProvider} for all sounds and a {@link
 * SteppedClock}; deployed once for all.
 */
abstract class LedgerEngine {
  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.inherited(
        LedgerEngine.class,
        Map.of(
            "generation.worker-enabled", "false",
            "generation.account-cap.procedural", "",
            "generation.sfx.limit", "20",
            "generation.sfx.providers", "ledger"),
        BudgetFixture.class,
        CostFixture.class,
        EngineFixture.class,
        LedgerProvider.class,
        Problems.class,
        SteppedClock.class);
  }
}
