package io.atelier.generation;

import io.atelier.EmptyTables;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.Interaction;
import io.atelier.provider.MediaKind;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The engine with its worker moved by hand, one node's part of it at a time. */
@Dependent
public class EngineFixture {
  static final TenantId TENANT = new TenantId("fixture");
  static final QueueKey SOUNDS = new QueueKey(TENANT, LedgerProvider.NAME, MediaKind.SFX);

  @Inject JobIntake intake;
  @Inject JobStore jobs;
  @Inject JobQueues queues;
  @Inject JobViews views;
  @Inject Admission admission;
  @Inject WorkInHand inHand;
  @Inject LaterCreates laterCreates;
  @Inject Leases leases;
  @Inject Cancellation cancellation;
  @Inject JobWorker worker;
  @Inject BegunCreates begunCreates;
  @Inject LedgerProvider provider;
  @Inject Watch watch;
  @Inject WatchStore watched;
  @Inject Dispatcher dispatcher;
  @Inject OpenCircuits circuits;
  @Inject SteppedClock clock;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  void empty(String... others) throws Exception {
    EmptyTables.ofJobs(transaction, entities, "provider_account", "budget_period");
    if (others.length > 0) {
      EmptyTables.empty(transaction, entities, others);
    }
  }

  UUID accept() {
    return intake.accept(order(TENANT)).id();
  }

  static JobOrder order(TenantId tenant) {
    return order(tenant, null);
  }

  static JobOrder order(TenantId tenant, @Nullable Duration deadline) {
    return new JobOrder(
        tenant,
        new RunId("run"),
        StepId.generated(),
        "test",
        new GenerationRequest.SoundEffect(null, Interaction.CLICK, new BigDecimal("0.5")),
        Priority.NORMAL,
        null,
        List.of(),
        deadline);
  }

  /** Accepts a job and does its first exchange. */
  UUID begun() {
    UUID id = accept();
    worker.perform(admission.admit(SOUNDS).get(0));
    return id;
  }

  /** A create is sent, and arrives; its sender does not live to hear the answer. */
  void sentUnheard(Work work) {
    begunCreates.begin(work);
    provider.receiveUnheard(work);
  }

  /** Does what is due after that time. */
  void after(Duration time) {
    clock.advance(time);
    inHand.takeDue().forEach(worker::perform);
    watch.takeDue().forEach(watch::look);
  }

  /** What was read before is read again. */
  void forgetEntities() throws Exception {
    inTransaction(
        () -> {
          entities.getEntityManagerFactory().getCache().evictAll();
          return true;
        });
  }

  JobView view(UUID id) throws Exception {
    return inTransaction(() -> views.of(jobs.find(id).orElseThrow()));
  }

  long count(String what) throws Exception {
    return number("count(*) FROM " + what);
  }

  /** That of the rows as they are in the database. */
  long number(String what) throws Exception {
    return inTransaction(
        () ->
            ((Number) entities.createNativeQuery("SELECT " + what).getSingleResult()).longValue());
  }

  /** How many transactions wait for another that sets something for the tenant, or holds it. */
  long waitingForSettings() {
    return ((Number)
            entities
                .createNativeQuery(
                    """
                    SELECT count(*) FROM pg_locks
                    WHERE locktype = 'advisory' AND NOT granted
                      AND CAST(classid AS bigint) << 32 | CAST(objid AS bigint)
                        = hashtextextended('settings/' || ?1, 0)
                    """)
                .setParameter(1, TENANT.value())
                .getSingleResult())
        .longValue();
  }

  void sql(String statement) throws Exception {
    inTransaction(() -> entities.createNativeQuery(statement).executeUpdate());
  }

  <T> T inTransaction(Callable<T> work) throws Exception {
    transaction.begin();
    try {
      T result = work.call();
      transaction.commit();
      return result;
    } catch (Exception e) {
      transaction.rollback();
      throw e;
    }
  }
}
