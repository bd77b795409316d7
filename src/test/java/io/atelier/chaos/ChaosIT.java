package io.atelier.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Promises 1 to 3 under kill -9, and FR-019 with them; for longer by {@code mvn verify -Pchaos}.
 */
@Tag("chaos")
class ChaosIT {
  @Test
  void nothing_is_lost_paid_twice_or_thrown_away_whatever_breaks() throws Exception {
    ChaosRun run = new ChaosRun(ChaosSettings.ofSystemProperties());

    Report report = run.run();

    System.out.println(report.text());
    assertThat(report.violations()).as("%s\nsee %s", report.text(), run.directory()).isEmpty();
  }
}
