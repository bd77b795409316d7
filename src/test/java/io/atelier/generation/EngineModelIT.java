package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.ArquillianWar;
import io.atelier.cost.BudgetFixture;
import io.atelier.cost.BudgetUse;
import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.problem.ProblemException;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation.Cancellation;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promises 1 to 3 under any order of events: random histories of accepting, admitting, crashing
 * before and after calls, lost answers, polls twice over, deadlines, cancels and late results, with
 * one create an attempt and with two, each step beside the {@link ReferenceModel}, and the
 * provider's books beside ours at the end. What is counted against the tenant's budget is, after
 * each step, what the jobs' rows add up to.
 */
@ExtendWith(ArquillianExtension.class)
class EngineModelIT {
  private static final Duration GRACE = Duration.ofSeconds(12);
  private static final Duration LEASE_OVER = Duration.ofSeconds(9);
  private static final int LIMIT = 4;
  private static final int STEPS = 100;
  private static final int SEEDS = 4;

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject BudgetFixture budget;
  @Inject Unfunded unfunded;

  private final List<String> history = new ArrayList<>();
  private final Map<UUID, JobStatus> settled = new HashMap<>();
  private final List<Work> zombies = new ArrayList<>();
  private final List<UUID> accepted = new ArrayList<>();
  private boolean silent;
  private boolean stops;
  private Fault fault;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.look-up-grace", "PT12S",
            "generation.sfx.limit", String.valueOf(LIMIT),
            "generation.circuit.failures", "1000000",
            "generation.create-patience", "PT0S",
            "generation.sfx.providers", "ledger"),
        EngineModelIT.class,
        ReferenceModel.class,
        BudgetFixture.class,
        EngineFixture.class,
        LedgerProvider.class,
        SteppedClock.class);
  }

  @Test
  void REPLAY_every_history_keeps_the_promises() throws Exception {
    histories(SubmissionGuarantee.REPLAY);
  }

  @Test
  void LOOKUP_every_history_keeps_the_promises() throws Exception {
    histories(SubmissionGuarantee.LOOKUP);
  }

  @Test
  void REJECT_every_history_keeps_the_promises() throws Exception {
    histories(SubmissionGuarantee.REJECT);
  }

  @Test
  void NONE_every_history_keeps_the_promises() throws Exception {
    histories(SubmissionGuarantee.NONE);
  }

  private void histories(SubmissionGuarantee guarantee) throws Exception {
    for (long seed = 1; seed <= SEEDS; seed++) {
      history(guarantee, seed);
    }
  }

  private void history(SubmissionGuarantee guarantee, long seed) throws Exception {
    engine.empty();
    budget.set(EngineFixture.TENANT, null, "1000000");
    provider.begin(guarantee);
    provider.stages(seed % 2 == 0 ? 2 : 1);
    history.clear();
    settled.clear();
    zombies.clear();
    accepted.clear();
    silence(false);
    stops(true);
    ReferenceModel model = new ReferenceModel(guarantee, GRACE);
    Random random = new Random(seed);
    try {
      for (int i = 0; i < STEPS; i++) {
        step(model, random);
        assertBudget();
        assertLimits();
        assertFinalIsFinal();
      }
      settleAll(model);
      assertBooks(guarantee);
      assertBudgetIsSettled();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(guarantee + " " + seed + ":\n" + String.join("\n", history), e);
    }
  }

  private void step(ReferenceModel model, Random random) throws Exception {
    switch (random.nextInt(12)) {
      case 0, 1 -> {
        accepted.add(engine.accept());
        history.add("accept " + accepted.get(accepted.size() - 1));
      }
      case 2, 3, 4 -> exchange(admitted(), model, random);
      case 5, 6, 7 -> {
        engine.clock.advance(Duration.ofSeconds(2));
        exchange(engine.inHand.takeDue(), model, random);
      }
      case 8 -> {
        engine.clock.advance(LEASE_OVER);
        exchange(engine.inHand.takeDue(), model, random);
      }
      case 9 -> {
        State state = random.nextInt(4) == 0 ? State.BROKEN : State.DONE;
        provider.tasks().stream()
            .filter(task -> random.nextBoolean())
            .forEach(task -> provider.end(task.key, state));
        history.add("some tasks are " + state);
      }
      case 10 -> {
        if (random.nextInt(3) == 0) {
          engine.clock.advance(Duration.ofSeconds(31));
          history.add("31 s pass");
        }
        look();
        wakeZombie(random);
      }
      default -> {
        cancelOne(random);
        silence(random.nextInt(5) == 0);
        stops(random.nextInt(3) != 0);
      }
    }
  }

  private void exchange(List<Work> taken, ReferenceModel model, Random random) throws Exception {
    for (Work work : taken) {
      switch (random.nextInt(8)) {
        case 0 -> {
          zombies.add(work);
          history.add("crash, or a long pause, before the call for " + work.job());
        }
        case 1 -> crashAfterTheCall(work);
        default -> {
          lay(random);
          perform(work, model);
          if (work.handle().isPresent() && random.nextInt(4) == 0) {
            // Polled twice over.
            assertThatThrownBy(() -> engine.worker.perform(work))
                .isInstanceOf(LostLeaseException.class);
            history.add("again, in vain");
          }
        }
      }
    }
  }

  // Failures.md, rule 8: who was paused longer than its lease sends nothing and changes nothing.
  private void wakeZombie(Random random) throws Exception {
    if (zombies.isEmpty()) {
      return;
    }
    Work work = zombies.remove(random.nextInt(zombies.size()));
    long version = engine.inTransaction(() -> engine.jobs.find(work.job()).orElseThrow().version());
    if (version != work.version() && !engine.clock.now().isBefore(work.leaseUntil())) {
      List<String> before = provider.received();
      assertThatThrownBy(() -> engine.worker.perform(work)).isInstanceOf(LostLeaseException.class);
      assertThat(provider.received()).isEqualTo(before);
      history.add("woke up, in vain: " + work.job());
    }
  }

  private void lay(Random random) {
    fault = random.nextInt(3) == 0 ? Fault.values()[random.nextInt(Fault.values().length)] : null;
  }

  private void crashAfterTheCall(Work work) {
    if (work.create().prepared()) {
      boolean intended =
          engine.clock.now().isBefore(work.deadline())
              && engine.laterCreates.begin(work).isPresent();
      if (intended && work.stage().hashCode() % 2 == 0) {
        provider.receiveUnheard(work);
      }
      history.add("crash around the second create of " + work.job() + ", intended " + intended);
    } else if (work.handle().isEmpty() && !work.repeated()) {
      if (work.stage().hashCode() % 2 == 0) {
        engine.begunCreates.begin(work);
        history.add("crash when the create of " + work.job() + " was to be sent next");
      } else {
        engine.sentUnheard(work);
        history.add("crash after the create of " + work.job());
      }
    } else {
      history.add("crash in a poll of " + work.job());
    }
  }

  private void perform(Work work, ReferenceModel model) {
    Fault coming = creates(work) && !work.cancelling() ? fault : null;
    if (coming != null) {
      provider.next(coming);
    }
    Instant now = engine.clock.now();
    JobStatus expected = model.after(work, situation(work, coming), now);
    JobStatus actual = engine.worker.perform(work);
    history.add(
        work.job()
            + (work.repeated() ? " taken up" : " begun")
            + work.handle().map(handle -> " by its handle").orElse("")
            + (coming == null ? "" : " with " + coming)
            + ": "
            + actual);
    assertThat(actual).as(history.get(history.size() - 1)).isEqualTo(expected);
  }

  private boolean creates(Work work) {
    if (work.handle().isPresent()) {
      return false;
    }
    return work.repeated() && !work.create().prepared()
        ? provider.guarantee() == SubmissionGuarantee.REPLAY
            || provider.guarantee() == SubmissionGuarantee.REJECT
        : engine.clock.now().isBefore(work.deadline());
  }

  private ReferenceModel.Situation situation(Work work, Fault coming) {
    return new ReferenceModel.Situation(
        Optional.ofNullable(coming),
        work.handle().map(ProviderHandle::id).flatMap(this::taskOf).map(task -> task.state),
        work.handle()
            .map(ProviderHandle::id)
            .flatMap(this::taskOf)
            .filter(provider::isFollowed)
            .isPresent(),
        provider.tasks().stream().anyMatch(task -> task.key.equals(work.stage().toString())),
        silent,
        stops);
  }

  private Optional<LedgerProvider.Task> taskOf(String id) {
    return provider.tasks().stream().filter(task -> task.id.equals(id)).findFirst();
  }

  private void cancelOne(Random random) {
    List<UUID> live = accepted.stream().filter(id -> !settled.containsKey(id)).toList();
    if (!live.isEmpty()) {
      UUID id = live.get(random.nextInt(live.size()));
      try {
        history.add(
            "cancel "
                + id
                + ": "
                + engine.cancellation.cancel(EngineFixture.TENANT, id).view().status());
      } catch (ProblemException e) {
        history.add("cancel " + id + ": " + e.getMessage());
      }
    }
  }

  private void silence(boolean now) {
    silent = now;
    provider.silent(now);
  }

  private void stops(boolean now) {
    stops = now;
    provider.answerCancels(
        now ? new Cancellation.Stopped(LedgerProvider.PRICE) : new Cancellation.Unclear("?"));
  }

  private void look() {
    List<Watched> due = engine.watch.takeDue();
    due.forEach(engine.watch::look);
    history.add("looked after " + due.size());
  }

  // The provider works, ends everything, and nothing crashes any more.
  // As the dispatcher does: what needs more money than it holds gets it for its next turn.
  private List<Work> admitted() {
    List<Work> admitted = engine.admission.admit(EngineFixture.SOUNDS);
    unfunded.settle();
    return admitted;
  }

  private void settleAll(ReferenceModel model) throws Exception {
    silence(false);
    stops(true);
    fault = null;
    for (int i = 0; i < 60; i++) {
      for (Work work : admitted()) {
        perform(work, model);
      }
      provider.endAll(State.DONE);
      engine.clock.advance(i < 40 ? Duration.ofSeconds(10) : Duration.ofSeconds(61));
      for (Work work : engine.inHand.takeDue()) {
        perform(work, model);
      }
      look();
      assertFinalIsFinal();
    }
  }

  private void assertLimits() throws Exception {
    assertThat(engine.inTransaction(() -> engine.queues.running(EngineFixture.SOUNDS)))
        .isLessThanOrEqualTo(LIMIT);
  }

  // What is kept back and spent is what the rows add up to, after whatever came to pass.
  private void assertBudget() {
    assertThat(budget.differences(EngineFixture.TENANT)).isEmpty();
  }

  private void assertBudgetIsSettled() throws Exception {
    assertBudget();
    BudgetUse month = budget.month(EngineFixture.TENANT);
    assertThat(new BigDecimal(month.reserved())).as("nothing leaks").isEqualByComparingTo("0");
    assertThat(new BigDecimal(month.spent()))
        .as("what is spent is what the ledger says")
        .isEqualByComparingTo(
            engine.inTransaction(
                () ->
                    (BigDecimal)
                        engine
                            .entities
                            .createNativeQuery(
                                "SELECT coalesce(sum(amount), 0) FROM cost_entry WHERE tenant_id ="
                                    + " ?1 AND job_id IN (SELECT id FROM generation_job)")
                            .setParameter(1, EngineFixture.TENANT.value())
                            .getSingleResult()));
  }

  private void assertFinalIsFinal() throws Exception {
    for (Object[] row : statuses()) {
      UUID id = (UUID) row[0];
      JobStatus status = JobStatus.valueOf((String) row[1]);
      JobStatus before = settled.get(id);
      if (before != null) {
        assertThat(status).as("job " + id).isEqualTo(before);
      } else if (status.isFinal()) {
        settled.put(id, status);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> statuses() throws Exception {
    return engine.inTransaction(
        () ->
            engine
                .entities
                .createNativeQuery("SELECT id, status FROM generation_job")
                .getResultList());
  }

  private void assertBooks(SubmissionGuarantee guarantee) throws Exception {
    assertThat(settled.keySet()).as("promise 1").containsExactlyInAnyOrderElementsOf(accepted);
    List<String> keys = provider.received();
    if (guarantee != SubmissionGuarantee.REPLAY && guarantee != SubmissionGuarantee.REJECT) {
      assertThat(keys).as("promise 2: no create twice").doesNotHaveDuplicates();
    }
    long known = 0;
    for (LedgerProvider.Task task : provider.tasks()) {
      long stages =
          engine.count(
              "stage WHERE id = '"
                  + task.key
                  + "' AND outcome = 'ACCEPTED' AND handle_id = '"
                  + task.id
                  + "'");
      boolean found = stages == 1;
      if (guarantee == SubmissionGuarantee.REPLAY || guarantee == SubmissionGuarantee.LOOKUP) {
        assertThat(found).as("promise 2: " + task.id + " is on record").isTrue();
      } else if (!found) {
        assertThat(
                engine.count(
                    "stage WHERE id = '"
                        + task.key
                        + "' AND cost_basis IN ('POSSIBLE', 'ASSUMED')"))
            .as("its possible charge is on record")
            .isOne();
      }
      known += stages;
      if (found && task.state == State.DONE && !provider.isFollowed(task)) {
        assertThat(
                engine.count(
                    "artifact, stage, attempt WHERE stage.id = '"
                        + task.key
                        + "' AND attempt.id = stage.attempt_id AND artifact.job_id ="
                        + " attempt.job_id"))
            .as("promise 3: the result of " + task.id + " is kept")
            .isPositive();
      }
    }
    BigDecimal charged =
        engine.inTransaction(
            () ->
                (BigDecimal)
                    engine
                        .entities
                        .createNativeQuery("SELECT coalesce(sum(actual_cost), 0) FROM stage")
                        .getSingleResult());
    assertThat(charged)
        .as("our books beside the provider's")
        .isEqualByComparingTo(LedgerProvider.PRICE.amount().multiply(BigDecimal.valueOf(known)));
    assertThat(
            engine.count(
                "(SELECT stage.id FROM stage JOIN attempt ON attempt.id = stage.attempt_id LEFT"
                    + " JOIN cost_entry entry ON entry.stage_id = stage.id GROUP BY stage.id HAVING"
                    + " count(*) FILTER (WHERE entry.corrects IS NULL) <> 1 OR sum(entry.amount) IS"
                    + " DISTINCT FROM coalesce(stage.actual_cost, stage.estimated_cost)) AS"
                    + " difference"))
        .as("each create is settled once, and its entries add up to what is known")
        .isZero();
    assertThat(engine.count("generation_job WHERE lease_owner IS NOT NULL")).isZero();
    if (guarantee == SubmissionGuarantee.REPLAY || guarantee == SubmissionGuarantee.LOOKUP) {
      assertThat(engine.count("stage WHERE outcome = 'UNKNOWN'")).as("none is unresolved").isZero();
    }
  }
}
