package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.ArquillianWar;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.tenant.TenantId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Jobs of several tenants through their whole lives by the dispatcher's own pools: each of the two
 * sorts of threads runs it once.
 */
abstract class QueueThreads {
  private static final int TENANTS = 4;
  private static final int JOBS = 6;
  private static final int LIMIT = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject Leases leases;

  static WebArchive deployment(boolean virtual, Class<?> test) {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.virtual-threads", String.valueOf(virtual),
            "generation.sfx.providers", "ledger"),
        QueueThreads.class,
        test,
        EngineFixture.class,
        LedgerProvider.class,
        SteppedClock.class);
  }

  /** Whether the threads that work on jobs are virtual ones. */
  abstract boolean virtual();

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    provider.begin(SubmissionGuarantee.NONE);
  }

  @Test
  void every_job_is_made_once_within_its_queues_limit_by_threads_of_that_sort() throws Exception {
    Instant begun = engine.clock.now();
    for (int i = 0; i < TENANTS * JOBS; i++) {
      engine.intake.accept(EngineFixture.order(new TenantId("tenant-" + i % TENANTS)));
    }
    while (engine.count("generation_job WHERE status <> 'COMPLETED'") > 0) {
      assertThat(engine.clock.now()).as("still not all completed").isBefore(begun.plus(PATIENCE));
      engine.dispatcher.tick();
      assertThat(
              engine.count(
                  "(SELECT 1 FROM generation_job WHERE status = 'PROCESSING' GROUP BY tenant_id"
                      + " HAVING count(*) > "
                      + LIMIT
                      + ") AS overshoot"))
          .isZero();
      awaitNothingInHand();
      provider.endAll(State.DONE);
      engine.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(provider.received()).hasSize(TENANTS * JOBS).doesNotHaveDuplicates();
    assertThat(provider.tasks()).hasSize(TENANTS * JOBS);
    assertThat(engine.count("cost_entry WHERE amount = 0.04")).isEqualTo(TENANTS * JOBS);
    assertThat(provider.callers()).containsExactly(virtual());
  }

  // The clock stands meanwhile, so that no deadline passes on a busy machine.
  private void awaitNothingInHand() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (leases.count() > 0) {
      assertThat(System.nanoTime()).as("%s in hand", leases.count()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
