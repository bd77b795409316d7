package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.atelier.ArquillianWar;
import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** FR-019, SC-011 and SC-012: an account that all tenants share, its rates and its circuit. */
@ExtendWith(ArquillianExtension.class)
class SharedAccountIT {
  private static final TenantId BIG = new TenantId("big");
  private static final TenantId SMALL = new TenantId("small");
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(31);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject UsedUpAccounts usedUp;
  @Inject AccountCapacity capacity;
  @Inject ProviderAccounts accounts;
  @Inject NamedLocks locks;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.sfx.limit", "8",
            "generation.sfx.providers", "ledger,procedural",
            "generation.account-cap.ledger", "6",
            "generation.create-rate.ledger", "16/PT10S",
            "generation.request-rate.ledger", "24/PT10S"),
        SharedAccountIT.class,
        EngineFixture.class,
        FrozenNode.class,
        LedgerProvider.class,
        SteppedClock.class);
  }

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    provider.begin(SubmissionGuarantee.NONE);
    engine.clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void the_tenant_with_the_fewest_in_flight_goes_first_however_many_the_other_has_queued() {
    accept(BIG, 20);
    accept(SMALL, 2);

    List<TenantId> admitted = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      admit().forEach(work -> admitted.add(work.queue().tenant()));
      engine.clock.advance(POLL);
    }

    assertThat(admitted).hasSize(6);
    assertThat(admitted.subList(0, 4)).containsExactlyInAnyOrder(BIG, SMALL, BIG, SMALL);
    assertThat(admitted.subList(4, 6)).containsExactly(BIG, BIG);
  }

  @Test
  void SC_012_what_may_run_unseen_at_the_provider_counts_against_the_accounts_cap()
      throws Exception {
    accept(BIG, 12);
    List<Work> lost = admit();
    assertThat(lost).hasSize(4);
    for (Work work : lost) {
      provider.next(Fault.LOST_AFTER);
      engine.worker.perform(work);
    }
    assertThat(engine.count("attempt WHERE status = 'UNKNOWN'")).isEqualTo(4);

    engine.clock.advance(POLL);
    assertThat(admit()).as("of six, four may be running").hasSize(2);
    engine.clock.advance(LATER);
    assertThat(admit()).as("they have ended, or were never begun").hasSize(4);
  }

  @Test
  void SC_012_the_create_rate_holds_and_the_rest_waits() {
    accept(BIG, 8);
    accept(SMALL, 8);
    assertThat(admit()).as("a quarter at once").hasSize(4);
    assertThat(admit()).isEmpty();
    engine.clock.advance(Duration.ofSeconds(1));
    assertThat(admit()).hasSize(1);
  }

  @Test
  void SC_012_polls_stretch_to_the_request_rate_and_the_nearest_deadline_goes_first()
      throws Exception {
    accept(BIG, 6);
    List<UUID> begun = new ArrayList<>();
    while (begun.size() < 6) {
      for (Work work : admit()) {
        begun.add(work.job());
        engine.worker.perform(work);
      }
      engine.clock.advance(Duration.ofSeconds(1));
    }
    engine.sql(
        "UPDATE generation_job SET deadline_at = deadline_at - interval '9 s' WHERE id = '"
            + begun.get(5)
            + "'");
    engine.clock.advance(Duration.ofSeconds(10));
    engine.sql("UPDATE provider_account SET requests_at = NULL");

    List<Work> first = engine.inHand.takeDue();
    assertThat(first).hasSize(6);
    first.forEach(engine.worker::perform);
    engine.clock.advance(POLL);
    List<Work> second = engine.inHand.takeDue();
    assertThat(second.size()).isBetween(1, 5);
    assertThat(second.get(0).job()).isIn(first.stream().map(Work::job).toList());
    assertThat(second).extracting(Work::job).contains(begun.get(5));
  }

  @Test
  void SC_012_looks_at_what_was_given_up_share_the_request_rate_of_all_nodes() throws Exception {
    int watched = 16;
    watch(watched);
    engine.sql("UPDATE provider_account SET requests_at = NULL");

    int taken = 0;
    for (int tenth = 0; tenth < 70; tenth++) { // less than a lease
      int now = engine.watch.takeDue().size() + engine.watch.takeDue().size(); // two nodes
      assertThat(now).as("a quarter at once").isLessThanOrEqualTo(6);
      taken += now;
      engine.clock.advance(Duration.ofMillis(100));
    }

    assertThat(taken).as("as many as the rate has, not one a tick").isEqualTo(watched);
    assertThat(engine.watch.takeDue()).as("each of them once").isEmpty();
  }

  @Test
  void SC_012_polls_and_looks_use_one_rate() throws Exception {
    watch(2);
    engine.sql(
        "UPDATE provider_account SET requests_at = '%s'"
            .formatted(engine.clock.now().plus(Duration.ofSeconds(10))));
    assertThat(engine.watch.takeDue())
        .as("one, so that others' calls do not keep paid results waiting for ever")
        .hasSize(1);
    assertThat(
            engine.count(
                "provider_account WHERE provider = 'ledger' AND requests_at > '%s'"
                    .formatted(engine.clock.now().plus(Duration.ofSeconds(10)))))
        .as("it is owed")
        .isOne();

    engine.sql("UPDATE provider_account SET requests_at = NULL");
    assertThat(engine.watch.takeDue()).hasSize(1);
    assertThat(
            engine.count("provider_account WHERE requests_at > '%s'".formatted(engine.clock.now())))
        .as("it is counted")
        .isOne();
  }

  @Test
  void SC_012_each_call_of_a_look_counts_and_the_next_one_waits_for_them() throws Exception {
    accept(BIG, 1);
    admit().forEach(engine.worker::perform);
    engine.clock.advance(LATER.minusSeconds(10));
    assertThat(callsAhead()).isZero();
    engine.inHand.takeDue().forEach(engine.worker::perform);
    assertThat(callsAhead()).as("a look is a call").isOne();

    provider.callsOfALook(3);
    engine.clock.advance(POLL);
    engine.inHand.takeDue().forEach(engine.worker::perform);
    assertThat(callsAhead()).isEqualTo(3);

    provider.callsOfALook(12);
    engine.clock.advance(POLL);
    engine.inHand.takeDue().forEach(engine.worker::perform);
    engine.clock.advance(POLL);
    assertThat(due()).isOne();
    assertThat(engine.inHand.takeDue()).as("its account owes").isEmpty();
    engine.clock.advance(POLL);
    engine.clock.advance(POLL);
    assertThat(engine.inHand.takeDue()).hasSize(1);
  }

  @Test
  void SC_012_each_call_of_a_look_into_a_list_counts() throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.next(Fault.LOST_BEFORE);
    accept(BIG, 1);
    admit().forEach(engine.worker::perform);
    provider.callsOfALook(4);
    engine.clock.advance(Duration.ofSeconds(5));
    engine.inHand.takeDue().forEach(engine.worker::perform);

    assertThat(callsAhead()).isEqualTo(4);
  }

  @Test
  void SC_012_each_call_of_a_look_at_what_was_given_up_counts() throws Exception {
    watch(1);
    engine.sql("UPDATE provider_account SET requests_at = NULL");
    provider.callsOfALook(4);
    engine.watch.takeDue().forEach(engine.watch::look);

    assertThat(callsAhead()).isEqualTo(4);
  }

  /** How many calls its account's rate was used for that it has not made good yet. */
  private long callsAhead() throws Exception {
    Rate rate = Rate.parse("24/PT10S");
    Instant now = engine.clock.now();
    Instant usedUpTo = engine.inTransaction(() -> accounts.read(LedgerProvider.NAME).requestsAt());
    double one = Duration.between(now, rate.used(null, 1, now)).toNanos();
    return usedUpTo == null || usedUpTo.isBefore(now)
        ? 0
        : Math.round(Duration.between(now, usedUpTo).toNanos() / one);
  }

  /** Jobs that ended while their provider may still deliver, to be looked at now. */
  private void watch(int attempts) throws Exception {
    for (int i = 0; i < attempts; i++) {
      accept(BIG, 1);
      List<Work> begun = admit();
      while (begun.isEmpty()) {
        engine.clock.advance(Duration.ofSeconds(1));
        begun = admit();
      }
      begun.forEach(engine.worker::perform);
      engine.sql(
          "UPDATE generation_job SET status = 'TIMED_OUT', due_at = NULL, settled_at = now(),"
              + " error_code = 'PROVIDER_TIMEOUT', error_message = 'late'");
    }
    engine.sql(
        "UPDATE attempt SET status = 'TIMED_OUT', watch_due_at = '%1$s', watch_until = '%2$s'"
            .formatted(engine.clock.now(), engine.clock.now().plusSeconds(3600)));
  }

  @Test
  void SC_012_a_retry_after_holds_the_whole_account() throws Exception {
    accept(BIG, 1);
    UUID waiting = accept(SMALL, 1).get(0);
    engine.sql(
        "INSERT INTO provider_account (provider, held_until) VALUES ('ledger', '"
            + engine.clock.now().plusSeconds(42)
            + "')");

    assertThat(admit()).isEmpty();
    assertThat(engine.view(waiting).waitingFor()).isEqualTo("provider");
    engine.clock.advance(Duration.ofSeconds(43));
    assertThat(admit()).hasSize(2);
  }

  @Test
  void SC_012_a_429_with_retry_after_holds_the_whole_account_and_not_just_the_job_it_met() {
    accept(BIG, 1);
    refuse(Duration.ofSeconds(42));
    accept(SMALL, 1);

    assertThat(admit()).isEmpty();
    engine.clock.advance(Duration.ofSeconds(41));
    assertThat(admit()).as("the other tenant's job, too").isEmpty();
    engine.clock.advance(Duration.ofSeconds(1));
    assertThat(admit()).hasSize(2);
  }

  @Test
  void SC_012_a_429_that_asks_for_no_wait_is_no_reason_to_ask_again_at_once() {
    accept(BIG, 1);
    refuse(Duration.ZERO);
    accept(SMALL, 1);

    assertThat(admit()).isEmpty();
    engine.clock.advance(Duration.ofSeconds(1));
    assertThat(admit())
        .as("the other job")
        .extracting(work -> work.queue().tenant())
        .containsExactly(SMALL);
    engine.clock.advance(Duration.ofSeconds(1));
    assertThat(admit())
        .as("the job itself")
        .extracting(work -> work.queue().tenant())
        .containsExactly(BIG);
  }

  private void refuse(Duration retryAfter) {
    provider.asksFor(retryAfter);
    provider.next(Fault.THROTTLED);
    admit().forEach(engine.worker::perform);
  }

  // A node's own bulkhead, circuit or delay, which no other node has.
  @Test
  void SC_011_what_a_node_did_not_send_says_nothing_of_the_account() {
    for (int i = 0; i < 6; i++) { // more than open a circuit
      for (String code :
          List.of(
              ProviderSnapshot.Failed.CIRCUIT_OPEN,
              ProviderSnapshot.Failed.TOO_LATE,
              ProviderSnapshot.Failed.BUSY)) {
        accounts.observe(
            LedgerProvider.NAME,
            new ProviderSnapshot.Failed(
                code.equals(ProviderSnapshot.Failed.BUSY)
                    ? FailureClass.QUEUE_FULL
                    : FailureClass.TRANSIENT,
                code,
                "not sent",
                null,
                Duration.ofSeconds(9)));
      }
    }
    accept(SMALL, 1);
    assertThat(admit()).hasSize(1);
  }

  @Test
  void SC_012_a_429_to_a_poll_stretches_the_polls_of_the_whole_account() throws Exception {
    List<UUID> begun = beginTwo();
    engine.sql(
        "UPDATE generation_job SET due_at = '%s' WHERE id = '%s'"
            .formatted(engine.clock.now().plusSeconds(4), begun.get(1)));
    provider.asksFor(Duration.ofSeconds(10));
    provider.busy(true);
    List<Work> first = engine.inHand.takeDue();
    assertThat(first).extracting(Work::job).containsExactly(begun.get(0));
    first.forEach(engine.worker::perform);

    engine.clock.advance(Duration.ofSeconds(9));
    assertThat(engine.inHand.takeDue()).as("the other one is due, and waits").isEmpty();
    assertThat(accept(SMALL, 1)).hasSize(1);
    assertThat(admit()).as("a create is a call, too").isEmpty();
    engine.clock.advance(Duration.ofMillis(1_001)); // the database rounds
    assertThat(engine.inHand.takeDue()).as("one, and then evenly").hasSize(1);
    engine.clock.advance(Duration.ofSeconds(1));
    assertThat(engine.inHand.takeDue()).hasSize(1);
  }

  @Test
  void SC_012_no_answer_to_one_poll_keeps_others_from_their_last_for_longer_than_a_minute()
      throws Exception {
    List<UUID> begun = beginTwo();
    provider.asksFor(Duration.ofHours(1));
    provider.busy(true);
    engine.sql(
        "UPDATE generation_job SET due_at = '%s' WHERE id = '%s'"
            .formatted(engine.clock.now().plusSeconds(4), begun.get(1)));
    engine.inHand.takeDue().forEach(engine.worker::perform);
    engine.clock.advance(Duration.ofSeconds(59));
    assertThat(engine.inHand.takeDue()).isEmpty();
    engine.clock.advance(Duration.ofSeconds(2));
    assertThat(engine.inHand.takeDue()).isNotEmpty();
  }

  private List<UUID> beginTwo() throws Exception {
    accept(BIG, 2);
    List<Work> begun = admit();
    begun.forEach(engine.worker::perform);
    engine.clock.advance(POLL);
    engine.sql("UPDATE provider_account SET requests_at = NULL");
    return begun.stream().map(Work::job).toList();
  }

  @Test
  void a_node_that_froze_with_an_accounts_locks_in_its_hands_holds_up_no_other_provider()
      throws Exception {
    List<UUID> begun = beginTwo();
    accept(BIG, 1);
    QueueKey textures = new QueueKey(SMALL, "procedural", MediaKind.IMAGE);
    engine.intake.accept(texture());
    List<QueueKey> queues =
        List.of(new QueueKey(BIG, LedgerProvider.NAME, MediaKind.SFX), textures);
    try (FrozenNode frozen = frozenWithTheAccount()) {
      for (int tick = 0; tick < 3; tick++) {
        assertThat(engine.inHand.takeDue()).isEmpty();
        assertThat(engine.watch.takeDue()).isEmpty();
        assertThat(engine.admission.admit(queues))
            .extracting(Work::queue)
            .isEqualTo(tick == 0 ? List.of(textures) : List.of());
      }
      assertThat(frozen.isFrozen()).as("it has the locks yet").isTrue();
    }
    assertThat(engine.inHand.takeDue()).extracting(Work::job).containsAll(begun);
    assertThat(engine.admission.admit(queues)).hasSize(1);
  }

  private FrozenNode frozenWithTheAccount() throws Exception {
    return new FrozenNode(
        work -> engine.inTransaction(work::get),
        () -> {
          locks.lock("account/ledger");
          accounts.readLocked(LedgerProvider.NAME);
        });
  }

  @Test
  void a_later_create_and_what_its_answer_says_wait_for_no_node_that_froze_with_the_account()
      throws Exception {
    provider.stages(2);
    accept(BIG, 1);
    engine.worker.perform(admit().get(0));
    provider.endAll(State.DONE);
    engine.after(POLL);
    Work prepared = engine.inHand.takeDue().get(0);
    ProviderSnapshot unknown = new ProviderSnapshot.Unknown("no answer");
    try (FrozenNode frozen = frozenWithTheAccount()) {
      assertThat(engine.laterCreates.begin(prepared)).isEmpty();
      assertThatThrownBy(() -> accounts.observe(LedgerProvider.NAME, unknown))
          .satisfies(failure -> assertThat(LockWait.isInVain(failure)).isTrue());
      assertThat(frozen.isFrozen()).as("it has the locks yet").isTrue();
    }
    engine.after(POLL);
    assertThat(provider.tasks()).as("it is sent when its turn comes again").hasSize(2);
  }

  private static JobOrder texture() {
    return new JobOrder(
        SMALL,
        new RunId("run"),
        StepId.generated(),
        "test",
        GenerationRequest.Texture.of("gold", 512, true),
        Priority.NORMAL,
        null,
        List.of(),
        null);
  }

  @Test
  void SC_011_an_open_circuit_sends_who_waits_to_the_next_provider_and_one_create_tries_it()
      throws Exception {
    openTheCircuit();
    UUID next = accept(SMALL, 1).get(0);
    assertThat(admit()).isEmpty();
    engine.circuits.passOn();
    assertThat(engine.view(next).provider()).isEqualTo("procedural");
    assertThat(engine.view(next).attempts())
        .extracting(AttemptView::provider, AttemptView::status, AttemptView::stage)
        .containsExactly(tuple("ledger", "SKIPPED", null));

    engine.clock.advance(LATER);
    accept(SMALL, 3);
    List<Work> trial = admit();
    assertThat(trial).as("one only").hasSize(1);
    assertThat(admit()).isEmpty();

    trial.forEach(engine.worker::perform);
    accept(SMALL, 2);
    engine.clock.advance(Duration.ofSeconds(10));
    assertThat(admit()).as("closed again").hasSizeGreaterThan(1);
  }

  @Test
  void SC_011_all_who_wait_for_an_open_circuit_go_on_whatever_slots_are_in_use() throws Exception {
    accept(BIG, 8);
    engine.sql("UPDATE generation_job SET status = 'PROCESSING', due_at = due_at + interval '1 h'");
    accept(BIG, 130); // more than a visit has
    List<UUID> small = accept(SMALL, 3);
    engine.sql(
        "UPDATE generation_job SET due_at = due_at + interval '1 h' WHERE id = '%s'"
            .formatted(small.get(0)));
    engine.sql(
        "UPDATE generation_job SET route = 'procedural,ledger' WHERE id = '%s'"
            .formatted(small.get(1)));
    engine.sql(
        "INSERT INTO provider_account (provider, open_until) VALUES ('ledger', '%s')"
            .formatted(engine.clock.now().plusSeconds(30)));
    accounts.refresh();
    engine.sql(
        "INSERT INTO pause (subject, paused_at, actor) VALUES ('procedural', now(), 'test')");
    try {
      engine.dispatcher.tick();
    } finally {
      engine.sql("DELETE FROM pause WHERE subject = 'procedural'");
    }

    assertThat(engine.count("generation_job WHERE status = 'PENDING' AND provider = 'ledger'"))
        .as("but who has nowhere else to go")
        .isOne();
    assertThat(engine.view(small.get(1)).provider()).isEqualTo("ledger");
    assertThat(engine.view(small.get(0)).provider())
        .as("one that its provider has asked to wait for an hour")
        .isEqualTo("procedural");
    assertThat(engine.count("attempt WHERE status = 'SKIPPED'")).isEqualTo(132);
    assertThat(
            engine.count(
                "event JOIN generation_job job ON job.id = job_id WHERE type = 'job.failed_over'"))
        .isEqualTo(132);
    assertThat(
            engine.count(
                "generation_job WHERE provider = 'procedural' AND due_at <= '%s'"
                    .formatted(engine.clock.now())))
        .isEqualTo(132);
  }

  @Test
  void SC_011_a_trial_that_fails_leaves_it_open() throws Exception {
    openTheCircuit();
    engine.clock.advance(LATER);
    accept(SMALL, 3);
    provider.next(Fault.REFUSED);
    admit().forEach(engine.worker::perform);
    engine.clock.advance(POLL);
    accept(SMALL, 1);
    assertThat(admit()).isEmpty();
  }

  @Test
  void jobs_that_time_out_open_the_circuit_and_one_that_is_made_closes_it() throws Exception {
    for (int i = 0; i < 5; i++) {
      accept(BIG, 1);
      admit().forEach(engine.worker::perform);
      engine.after(LATER);
    }
    assertThat(engine.count("generation_job WHERE status = 'TIMED_OUT'")).isEqualTo(5);
    engine.sql("UPDATE attempt SET watch_due_at = NULL");
    accept(SMALL, 1);
    assertThat(admit()).isEmpty();
    engine.circuits.passOn();
    assertThat(engine.count("generation_job WHERE provider = 'procedural'")).isOne();

    engine.clock.advance(LATER);
    accept(SMALL, 1);
    admit().forEach(engine.worker::perform);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.count("generation_job WHERE status = 'COMPLETED'")).isOne();
    accept(SMALL, 2);
    engine.clock.advance(Duration.ofSeconds(10));
    assertThat(admit()).hasSize(2);
  }

  @Test
  void a_tenant_in_a_hurry_does_not_shut_a_provider_to_others() throws Exception {
    for (int i = 0; i < 6; i++) {
      engine.intake.accept(EngineFixture.order(BIG, Duration.ofSeconds(3)));
      admit().forEach(engine.worker::perform);
      engine.after(LATER);
    }
    assertThat(engine.count("generation_job WHERE status = 'TIMED_OUT'")).isEqualTo(6);
    assertThat(engine.count("provider_account WHERE timeouts > 0 OR open_until IS NOT NULL"))
        .isZero();
    engine.sql("UPDATE attempt SET watch_due_at = NULL");
    accept(SMALL, 1);
    assertThat(admit()).hasSize(1);
  }

  @Test
  void rows_that_cannot_be_read_hold_nobody_up() throws Exception {
    accept(BIG, 2);
    engine.sql("UPDATE generation_job SET request = '{\"request\":\"poem\"}'");
    UUID fine = accept(BIG, 1).get(0);
    engine.forgetEntities();

    engine.dispatcher.tick();
    engine.dispatcher.tick();

    assertThat(engine.count("generation_job WHERE status = 'FAILED'")).isEqualTo(2);
    assertThat(engine.count("generation_job WHERE id = '" + fine + "' AND status <> 'PENDING'"))
        .isOne();
  }

  @Test
  void promise_3_what_its_provider_has_of_a_job_that_cannot_be_read_is_in_the_books()
      throws Exception {
    accept(BIG, 1);
    List<Work> begun = admit();
    begun.forEach(engine.worker::perform);
    UUID id = begun.get(0).job();
    engine.sql("UPDATE generation_job SET request = '{\"request\":\"poem\"}'");
    engine.forgetEntities();
    engine.clock.advance(POLL);

    engine.dispatcher.tick();

    String ofIt = " AND job_id = '" + id + "'";
    assertThat(engine.count("generation_job WHERE error_code = 'QUARANTINED'")).isOne();
    assertThat(engine.count("attempt WHERE status = 'FAILED' AND settled_at IS NOT NULL" + ofIt))
        .isOne();
    assertThat(engine.count("cost_entry WHERE amount = 0.04 AND basis = 'ASSUMED'" + ofIt)).isOne();
    assertThat(engine.count("event WHERE type = 'job.failed'" + ofIt)).isOne();
  }

  @Test
  void looks_that_cannot_be_read_hold_nobody_up_for_a_single_tick() throws Exception {
    watch(3);
    engine.sql(
        "UPDATE generation_job SET request = '{\"request\":\"poem\"}' WHERE id IN"
            + " (SELECT id FROM generation_job ORDER BY id LIMIT 2)");
    engine.sql("UPDATE provider_account SET requests_at = NULL");
    engine.forgetEntities();
    assertThatThrownBy(() -> engine.watch.takeDue())
        .as("it is named, and not looked for among all that are live")
        .isInstanceOfSatisfying(
            UnreadableRequestException.class, e -> assertThat(e.job()).isPresent());

    engine.dispatcher.tick();

    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isOne();
    assertThat(engine.count("attempt WHERE watch_fence > 0")).as("taken, to be looked at").isOne();
  }

  @Test
  void SC_012_polls_that_wait_for_the_rate_are_made_when_it_has_a_call_and_not_at_the_next_tick()
      throws Exception {
    List<Work> begun = new ArrayList<>();
    accept(BIG, 2);
    while (begun.size() < 2) {
      begun.addAll(admit());
      engine.clock.advance(Duration.ofSeconds(1));
    }
    begun.forEach(engine.worker::perform);
    engine.clock.advance(POLL);
    boolean polled = false;
    // Again where this machine was busy for so long that the node takes itself for one that stops.
    for (int tries = 0; tries < 5 && !polled; tries++) {
      engine.sql(
          "UPDATE provider_account SET requests_at = '%s'"
              .formatted(engine.clock.now().plus(Duration.ofSeconds(3))));
      engine.dispatcher.tick();
      assertThat(due()).as("it has none now, and nothing is in hand").isEqualTo(2);
      engine.sql("UPDATE provider_account SET requests_at = NULL");
      long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
      while (!polled && System.nanoTime() < end) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        polled = due() == 0;
      }
    }
    assertThat(polled).isTrue();
  }

  @Test
  void SC_012_jobs_that_wait_for_the_create_rate_are_looked_at_when_it_has_one() throws Exception {
    CompletableFuture<QueueKey> looked = new CompletableFuture<>();
    accept(BIG, 5);
    assertThat(admit()).as("a quarter at once").hasSize(4);
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!looked.isDone()) {
      assertThat(System.nanoTime()).as("nobody looks").isLessThan(end);
      usedUp.whenCreatesAreFree(looked::complete);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      assertThat(admit()).as("the clock stands").isEmpty();
    }

    assertThat(looked.join().provider()).isEqualTo(LedgerProvider.NAME);
  }

  @Test
  void what_waits_for_room_in_a_full_account_does_not_wait_for_its_rate() throws Exception {
    accept(BIG, 8);
    assertThat(admit()).as("a quarter at once").hasSize(4);
    assertThat(nextCreate()).as("its rate has none now").isPresent();

    int begun = 4;
    while (begun < 6) {
      engine.clock.advance(Duration.ofSeconds(1));
      begun += admit().size();
    }
    engine.sql(
        "UPDATE provider_account SET creates_at = '" + engine.clock.now().plusSeconds(9) + "'");
    assertThat(nextCreate()).as("its six places are taken").isEmpty();
  }

  private Optional<Instant> nextCreate() throws Exception {
    return engine.inTransaction(
        () ->
            capacity.nextCreate(
                LedgerProvider.NAME, accounts.read(LedgerProvider.NAME), engine.clock.now()));
  }

  private long due() throws Exception {
    return engine.count("generation_job WHERE due_at <= '" + engine.clock.now() + "'");
  }

  private void openTheCircuit() {
    for (int i = 0; i < 5; i++) {
      provider.next(Fault.LOST_BEFORE);
    }
    accept(BIG, 5);
    int done = 0;
    while (done < 5) {
      List<Work> admitted = admit();
      admitted.forEach(engine.worker::perform);
      done += admitted.size();
      engine.clock.advance(Duration.ofSeconds(1));
    }
  }

  private List<UUID> accept(TenantId tenant, int count) {
    List<UUID> accepted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accepted.add(engine.intake.accept(EngineFixture.order(tenant)).id());
    }
    return accepted;
  }

  private List<Work> admit() {
    return engine.admission.admit(new QueueKey(BIG, LedgerProvider.NAME, MediaKind.SFX));
  }
}
