package io.atelier.generation;

import io.atelier.ArquillianWar;
import io.atelier.EmptyTables;
import io.atelier.artifact.ArtifactStore;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.Interaction;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.storage.AssetStorage;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;

/**
 * The job engine in its container, on a real database, its worker moved by hand and its provider
 * scripted; deployed once for all.
 */
abstract class ScriptedEngine {
  static final int THREADS = 24;
  static final TenantId TENANT = new TenantId("engine");
  static final QueueKey IMAGES = new QueueKey(TENANT, "procedural", MediaKind.IMAGE);
  static final ProviderCost PRICE =
      new ProviderCost(new BigDecimal("0.250000"), CostBasis.REPORTED, "USD");
  static final QueueKey SOUNDS = new QueueKey(TENANT, ScriptedProvider.NAME, MediaKind.SFX);

  @Inject JobIntake intake;
  @Inject JobStore jobs;
  @Inject JobQueues queues;
  @Inject TaskHandles handles;
  @Inject JobViews views;
  @Inject JobReader reader;
  @Inject Admission admission;
  @Inject WorkInHand inHand;
  @Inject JobWorker worker;
  @Inject BegunCreates begun;
  @Inject ChangeWriter changes;
  @Inject AssetStorage storage;
  @Inject Leases leases;
  @Inject CleanStop cleanStop;
  @Inject GenerationSettings settings;
  @Inject Clock clock;
  @Inject ArtifactStore artifacts;
  @Inject ScriptedProvider scripted;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.inherited(
        ScriptedEngine.class,
        Map.of(
            "generation.worker-enabled", "false",
            "generation.account-cap.procedural", "",
            "generation.expired-result-grace", "PT0S",
            "generation.sfx.scripted.on-expired-result", "next",
            "generation.sfx.providers", "scripted,procedural"),
        ScriptedProvider.class,
        ErrorAtHandles.class,
        ErrorAtThreads.class,
        FrozenNode.class);
  }

  @BeforeEach
  void empty() throws Exception {
    EmptyTables.ofJobs(transaction, entities, "provider_account");
    scripted.script(SubmissionGuarantee.NONE);
  }

  String uri(UUID job) {
    return inTransaction(() -> artifacts.madeBy(job).get(0).uri());
  }

  long count(String table) {
    return ((Number) entities.createNativeQuery("SELECT count(*) FROM " + table).getSingleResult())
        .longValue();
  }

  JobView view(UUID id) {
    return inTransaction(() -> views.of(jobs.find(id).orElseThrow()));
  }

  UUID accept(TenantId tenant, GenerationRequest request) {
    return accept(tenant, request, Priority.NORMAL);
  }

  UUID accept(TenantId tenant, GenerationRequest request, Priority priority) {
    return intake.accept(order(tenant, StepId.generated(), request, priority)).id();
  }

  static JobOrder order(
      TenantId tenant, StepId step, GenerationRequest request, Priority priority) {
    return new JobOrder(
        tenant, new RunId("run"), step, "test", request, priority, null, List.of(), null);
  }

  static GenerationRequest texture() {
    return GenerationRequest.Texture.of("brushed gold", 512, true);
  }

  static GenerationRequest sound() {
    return new GenerationRequest.SoundEffect(null, Interaction.CLICK, new BigDecimal("0.5"));
  }

  void expireLeases() {
    sql(
        "UPDATE generation_job SET lease_until = now() - interval '1 s' WHERE lease_until IS NOT"
            + " NULL");
  }

  void makeDue() {
    sql("UPDATE generation_job SET due_at = now() - interval '1 s' WHERE status = 'PROCESSING'");
  }

  void sql(String statement) {
    inTransaction(() -> entities.createNativeQuery(statement).executeUpdate());
  }

  <T> T inTransaction(Supplier<T> work) {
    try {
      transaction.begin();
      try {
        T result = work.get();
        transaction.commit();
        return result;
      } catch (RuntimeException e) {
        transaction.rollback();
        throw e;
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static ManagedExecutorService pool() throws NamingException {
    return InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
  }

  <T> List<T> together(Callable<T> task) throws Exception {
    return together(THREADS, task);
  }

  <T> List<T> together(int threads, Callable<T> task) throws Exception {
    ManagedExecutorService pool = pool();
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(task));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> result : running) {
      results.add(result.get());
    }
    return results;
  }
}
