package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.ArquillianWar;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.generation.LedgerProvider.Task;
import io.atelier.provider.AccountBalance.Balance;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCallbacks.Hint;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What providers say by themselves, and what they say of their accounts. */
@ExtendWith(ArquillianExtension.class)
class HintsIT {
  private static final Duration A_MOMENT = Duration.ofMillis(100);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration CIRCUIT = Duration.ofSeconds(30);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject Hints hints;
  @Inject Balances balances;
  @Inject ProviderAccounts accounts;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.sfx.providers", "ledger",
            "generation.request-rate.ledger", "8/PT10S"),
        HintsIT.class,
        EngineFixture.class,
        LedgerProvider.class,
        SteppedClock.class);
  }

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    provider.begin(SubmissionGuarantee.NONE);
    engine.clock.advance(Duration.ofMinutes(10));
  }

  private Task task() {
    return provider.tasks().get(provider.tasks().size() - 1);
  }

  private boolean said(Task task) {
    return hints.take(LedgerProvider.NAME, new Hint.OfCreate(task.key, Optional.of(task.id)));
  }

  private String status(UUID job) throws Exception {
    return engine.view(job).status();
  }

  @Test
  void a_job_that_is_said_to_be_done_is_looked_at_at_once() throws Exception {
    UUID job = engine.begun();
    provider.endAll(State.DONE);
    engine.after(A_MOMENT);
    assertThat(status(job)).isEqualTo("PROCESSING");
    assertThat(said(task())).isTrue();
    engine.after(A_MOMENT);
    assertThat(status(job)).isEqualTo("COMPLETED");
  }

  @Test
  void a_task_may_be_named_by_its_id_alone() throws Exception {
    UUID job = engine.begun();
    provider.endAll(State.DONE);
    assertThat(hints.take(LedgerProvider.NAME, new Hint.OfTask(task().id))).isTrue();
    engine.after(A_MOMENT);
    assertThat(status(job)).isEqualTo("COMPLETED");
  }

  /** Whatever it says: what the provider answers when it is asked is what counts. */
  @Test
  void what_is_not_so_is_not_believed() throws Exception {
    UUID job = engine.begun();
    assertThat(said(task())).isTrue();
    engine.after(A_MOMENT);
    assertThat(status(job)).isEqualTo("PROCESSING");
  }

  @Test
  void what_is_said_over_and_over_makes_a_few_looks_and_no_more() throws Exception {
    engine.begun();
    int looks = 0;
    for (int i = 0; i < 3 * Hints.MOST; i++) {
      if (said(task())) {
        looks++;
        assertThat(said(task())).as("it is due already").isFalse();
        engine.clock.advance(Duration.ofMillis(1500));
        engine.inHand.takeDue().forEach(engine.worker::perform);
      }
    }
    assertThat(looks).isEqualTo(Hints.MOST);
  }

  @Test
  void what_is_said_of_another_task_or_by_another_says_nothing() throws Exception {
    engine.begun();
    Task task = task();
    String name = LedgerProvider.NAME;
    assertThat(hints.take(name, new Hint.OfCreate(task.key, Optional.of("task-9")))).isFalse();
    assertThat(hints.take("another", new Hint.OfCreate(task.key, Optional.empty()))).isFalse();
    assertThat(hints.take("another", new Hint.OfTask(task.id))).isFalse();
    assertThat(hints.take(name, new Hint.OfTask("task-9"))).isFalse();
    assertThat(hints.take(name, new Hint.OfCreate("no key of ours", Optional.empty()))).isFalse();
    assertThat(hints.take(name, new Hint.OfCreate(UUID.randomUUID().toString(), Optional.empty())))
        .isFalse();
    assertThat(engine.count("stage WHERE hints > 0")).isZero();
  }

  /** Its create's answer, or another look, is on its way. */
  @Test
  void what_somebody_has_in_hand_is_left_to_him() {
    UUID job = engine.accept();
    Work work = engine.admission.admit(EngineFixture.SOUNDS).get(0);
    assertThat(work.job()).isEqualTo(job);
    assertThat(
            hints.take(
                LedgerProvider.NAME, new Hint.OfCreate(work.stage().toString(), Optional.empty())))
        .isFalse();
    engine.worker.perform(work);
    engine.clock.advance(INTERVAL);
    assertThat(engine.inHand.takeDue()).hasSize(1);
    assertThat(said(task())).isFalse();
  }

  @Test
  void what_was_given_up_is_looked_at_at_once_too_and_what_is_over_is_not() throws Exception {
    UUID job = engine.begun();
    Duration sounds = Duration.ofSeconds(31);
    engine.after(sounds);
    assertThat(status(job)).isEqualTo("TIMED_OUT");
    provider.endAll(State.DONE);
    engine.after(A_MOMENT);
    assertThat(engine.count("artifact")).isZero();
    assertThat(said(task())).isTrue();
    engine.after(A_MOMENT);
    assertThat(engine.count("artifact")).isOne();
    assertThat(status(job)).isEqualTo("TIMED_OUT");
    assertThat(said(task())).as("there is nothing to wait for").isFalse();
  }

  @Test
  void a_balance_is_asked_for_by_one_node_in_a_while_and_takes_one_of_the_accounts_calls()
      throws Exception {
    assertThat(balances.begin(LedgerProvider.NAME)).isTrue();
    assertThat(balances.begin(LedgerProvider.NAME)).isFalse();
    assertThat(engine.count("provider_account WHERE requests_at IS NOT NULL")).isOne();
    keep(new Balance.Left(new BigDecimal("12.5"), "credits"));
    assertThat(balances.known())
        .containsExactly(Map.entry("ledger", new Balance.Left(new BigDecimal("12.5"), "credits")));
    engine.clock.advance(Duration.ofMinutes(4));
    assertThat(balances.begin(LedgerProvider.NAME)).isFalse();
    engine.clock.advance(Duration.ofMinutes(1));
    assertThat(balances.begin(LedgerProvider.NAME)).isTrue();
  }

  @Test
  void an_account_with_no_call_to_spare_is_asked_later() throws Exception {
    for (int i = 0; i < 2; i++) {
      engine.begun();
    }
    assertThat(balances.begin(LedgerProvider.NAME)).isFalse();
    engine.clock.advance(Duration.ofSeconds(10));
    assertThat(balances.begin(LedgerProvider.NAME)).isTrue();
  }

  @Test
  void a_failure_to_say_leaves_what_was_said_before_and_is_on_record() throws Exception {
    keep(new Balance.Left(BigDecimal.TEN, "credits"));
    keep(new Balance.Unclear(FailureClass.TRANSIENT, "HTTP 502"));
    assertThat(
            engine.count("provider_account WHERE balance = 10 AND balance_failure = 'TRANSIENT'"))
        .isOne();
    keep(new Balance.Left(BigDecimal.ONE, "credits"));
    assertThat(engine.count("provider_account WHERE balance = 1 AND balance_failure IS NULL"))
        .isOne();
  }

  /** OUT_OF_CREDITS: no job is given up only to find out that it still is so. */
  @Test
  void an_empty_account_that_refused_a_create_is_left_alone_until_there_is_something_again()
      throws Exception {
    refused(FailureClass.OUT_OF_CREDITS);
    for (int i = 0; i < 3; i++) {
      assertThat(balances.begin(LedgerProvider.NAME)).isTrue();
      keep(new Balance.Left(BigDecimal.ZERO, "credits"));
      engine.clock.advance(CIRCUIT.plusSeconds(1));
      engine.accept();
      assertThat(engine.admission.admit(EngineFixture.SOUNDS)).isEmpty();
    }
    assertThat(balances.begin(LedgerProvider.NAME)).isTrue();
    keep(new Balance.Left(BigDecimal.TEN, "credits"));
    engine.clock.advance(CIRCUIT);
    assertThat(engine.admission.admit(EngineFixture.SOUNDS)).as("one tries it").hasSize(1);
  }

  @Test
  void a_key_that_is_not_taken_is_not_tried_with_jobs() throws Exception {
    refused(FailureClass.AUTH);
    keep(new Balance.Unclear(FailureClass.AUTH, "bad key"));
    engine.clock.advance(CIRCUIT.plusSeconds(1));
    engine.accept();
    assertThat(engine.admission.admit(EngineFixture.SOUNDS)).isEmpty();
  }

  /** Some keys cost nothing, and have nothing. */
  @Test
  void an_empty_account_that_refuses_nothing_is_used() throws Exception {
    keep(new Balance.Left(BigDecimal.ZERO, "credits"));
    engine.accept();
    assertThat(engine.admission.admit(EngineFixture.SOUNDS)).hasSize(1);
  }

  private void refused(FailureClass failure) {
    accounts.observe(
        LedgerProvider.NAME, new ProviderSnapshot.Failed(failure, "402", "no more of it"));
  }

  private void keep(Balance answer) throws Exception {
    engine.sql("INSERT INTO provider_account (provider) VALUES ('ledger') ON CONFLICT DO NOTHING");
    balances.keep(LedgerProvider.NAME, answer);
  }
}
