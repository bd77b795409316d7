package io.atelier.generation;

import io.atelier.ArquillianWar;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The job engine in its container, with a {@link LedgerProvider} for pictures and sounds, another
 * after it for sounds, and a {@link SteppedClock}; deployed once for all.
 */
abstract class TwoProviderEngine {
  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.inherited(
        TwoProviderEngine.class,
        Map.of(
            "generation.worker-enabled", "false",
            "generation.look-up-grace", "PT12S",
            "generation.create-rate.ledger", "40/PT10S",
            "artifact.max-bytes.audio", "100000",
            "generation.account-cap.procedural", "",
            "generation.sfx.providers", "ledger,procedural",
            "generation.image.providers", "ledger"),
        EngineFixture.class,
        FrozenNode.class,
        LedgerProvider.class,
        SteppedClock.class);
  }
}
