package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.provider.SubmissionGuarantee;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.naming.InitialContext;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 4: what befalls one job's row, or one connection, holds nobody else up. */
@ExtendWith(ArquillianExtension.class)
class DatabaseTroubleIT extends LedgerEngine {
  private static final long PATIENCE_SECONDS = 60;

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    provider.begin(SubmissionGuarantee.NONE);
  }

  // The tick is one thread: asleep for as long as it is tried in vain, it moves no job at all.
  @Test
  void who_reads_by_a_connection_that_ended_is_told_at_once_and_does_not_sleep() throws Exception {
    AtomicReference<Exception> failure = new AtomicReference<>();
    ManagedThreadFactory threads = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
    Thread reader =
        threads.newThread(
            () -> {
              try {
                engine.inTransaction(
                    () ->
                        engine
                            .entities
                            .createNativeQuery("SELECT pg_terminate_backend(pg_backend_pid())")
                            .getResultList());
              } catch (Exception e) {
                failure.set(e);
              }
            });
    reader.start();
    while (reader.isAlive()) {
      assertThat(Arrays.stream(reader.getStackTrace()))
          .as("it waits to try again")
          .noneMatch(
              frame ->
                  frame.getClassName().equals(Thread.class.getName())
                      && frame.getMethodName().startsWith("sleep"));
      reader.join(20);
    }
    assertThat(failure.get()).hasStackTraceContaining("terminating connection");
  }

  @Test
  void a_create_whose_job_is_locked_waits_and_those_behind_it_do_not() throws Exception {
    engine.accept();
    engine.accept();
    List<Work> works = engine.admission.admit(EngineFixture.SOUNDS);
    Work locked = works.get(0);
    ManagedExecutorService pool =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    Future<?> waits;
    engine.transaction.begin();
    try {
      engine
          .entities
          .createNativeQuery("SELECT 1 FROM generation_job WHERE id = ?1 FOR UPDATE")
          .setParameter(1, locked.job())
          .getSingleResult();
      waits = pool.submit(() -> engine.begunCreates.begin(locked));
      awaitOneThatWaitsForALock();

      pool.submit(() -> engine.begunCreates.begin(works.get(1)))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(waits.isDone()).isFalse();
    } finally {
      engine.transaction.rollback();
    }
    waits.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(engine.count("stage WHERE begun_at IS NOT NULL")).isEqualTo(2);
  }

  @Test
  void a_create_whose_job_another_node_has_is_not_begun() throws Exception {
    engine.accept();
    Work work = engine.admission.admit(EngineFixture.SOUNDS).get(0);
    engine.sql("UPDATE generation_job SET version = version + 1");

    assertThatThrownBy(() -> engine.begunCreates.begin(work))
        .isInstanceOf(LostLeaseException.class);
    assertThat(engine.count("stage WHERE begun_at IS NOT NULL")).isZero();
  }

  private void awaitOneThatWaitsForALock() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Number waiting = 0;
    while (waiting.intValue() == 0) {
      assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      // A transaction sees who is active as it was when it first asked, until told to forget it.
      engine
          .entities
          .createNativeQuery("SELECT CAST(pg_stat_clear_snapshot() AS text)")
          .getSingleResult();
      waiting =
          (Number)
              engine
                  .entities
                  .createNativeQuery(
                      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                          + " AND datname = current_database() AND query LIKE '%begun_at%'"
                          + " AND pid <> pg_backend_pid()")
                  .getSingleResult();
    }
  }
}
