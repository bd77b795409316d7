package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Issue 4: a node that does not renew its leases knows of it, and says so. */
class LeaseRenewalTest {
  private static final Instant BEGIN = Instant.parse("2026-07-01T12:00:00Z");

  private final LeaseRenewal renewal = new LeaseRenewal();
  private final LeaseHealth health = new LeaseHealth();
  private final QueueMetrics metrics = new QueueMetrics();

  @BeforeEach
  void begin() {
    renewal.settings =
        new GenerationSettings() {
          @Override
          Duration leaseTime() {
            return Duration.ofSeconds(8);
          }
        };
    health.renewal = renewal;
    metrics.renewal = renewal;
    at(0);
  }

  @Test
  void a_node_that_takes_no_jobs_has_none_to_renew() {
    assertThat(renewal.lapsed()).isFalse();
  }

  @Test
  void a_node_that_never_renewed_takes_nothing() {
    renewal.expect();
    assertThat(renewal.lapsed()).isTrue();
    assertThat(metrics.leasesRenewed()).isZero();
  }

  @Test
  void a_lease_after_the_last_renewal_it_has_lapsed_until_the_next() {
    renewal.expect();
    renewal.renewed(BEGIN);
    at(7_999);
    assertThat(renewal.lapsed()).isFalse();
    assertThat(metrics.leasesRenewed()).isOne();
    at(8_000);
    assertThat(renewal.lapsed()).isTrue();
    assertThat(metrics.leasesRenewed()).as("who watches it is told").isZero();

    renewal.renewed(BEGIN.plusSeconds(8));
    assertThat(renewal.lapsed()).isFalse();
    assertThat(metrics.leasesRenewed()).isOne();
  }

  private void at(long millis) {
    renewal.clock = Clock.fixed(BEGIN.plusMillis(millis), ZoneOffset.UTC);
  }
}
