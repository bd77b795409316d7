package io.atelier.chaos;

import static io.atelier.chaos.HandMade.at;
import static io.atelier.chaos.HandMade.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.chaos.History.Event;
import io.atelier.chaos.History.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker turns red for each thing that must not be, and for nothing else. */
class CheckerTest {
  private static final String FIRST = "first node";

  @TempDir Path assets;
  private HandMade run;

  @BeforeEach
  void twenty_four_jobs_went_well() {
    run = new HandMade(assets, 24);
  }

  private void assertRed(String... names) {
    assertThat(run.judged().violations().keySet()).containsExactlyInAnyOrder(names);
  }

  @Test
  void a_run_in_which_all_went_well_is_green() {
    Report report = run.judged();

    assertThat(report.violations()).isEmpty();
    assertThat(report.text()).contains("GREEN").contains("24 {COMPLETED=24}");
  }

  @Test
  void a_run_without_jobs_is_red() {
    run = new HandMade(assets, 0);

    assertThat(run.judged().violations()).containsKey("completed");
  }

  @Test
  void an_accepted_job_without_a_row_is_lost() {
    run.history.add(new Event(at(1), Kind.ACCEPTED, "chaos-1", "k", "gone", ""));

    assertRed("lost");
  }

  @Test
  void an_accepted_job_that_never_ends_is_lost_and_leaks_its_slot() {
    String job = UUID.randomUUID().toString();
    run.accepted(job, 500);
    run.changes.add(change("generation_job", job, "PENDING", "PROCESSING", 500));
    run.jobs.add(new Rows.Job(job, "chaos-1", "image", "PROCESSING", false, null));

    assertRed("lost", "leaked slots");
  }

  @Test
  void a_request_that_is_never_answered_is_red() {
    run.history.add(new Event(at(1), Kind.ASKED, "chaos-1", "k", "", ""));

    assertRed("not answered");
  }

  @Test
  void a_request_that_is_refused_is_red() {
    run.history.add(new Event(at(1), Kind.ASKED, "chaos-1", "k", "", ""));
    run.history.add(new Event(at(1), Kind.REFUSED, "chaos-1", "k", "", "400"));

    assertRed("refused");
  }

  @Test
  void a_key_with_two_jobs_is_red() {
    Event first = run.history.get(1);
    String second = run.completed(500);
    run.history.add(new Event(at(600), Kind.ACCEPTED, "chaos-1", first.key(), second, ""));

    assertRed("made twice of one request");
  }

  @Test
  void a_job_that_nobody_was_told_of_is_red() {
    String job = run.completed(500);
    run.history.removeIf(event -> event.job().equals(job) || event.key().equals("key-" + job));

    assertRed("made twice of one request");
  }

  @Test
  void a_job_that_leaves_a_final_status_is_red() {
    run.changes.add(change("generation_job", run.jobs.get(0).id(), "COMPLETED", "FAILED", 700));

    assertRed("double terminal");
  }

  @Test
  void a_job_that_a_client_saw_end_in_two_ways_is_red() {
    run.history.add(
        new Event(at(700), Kind.SEEN_LAST, "chaos-1", "k", run.jobs.get(0).id(), "TIMED_OUT"));

    assertRed("double terminal");
  }

  @Test
  void fewer_than_nineteen_of_twenty_completed_is_red() {
    for (int i = 0; i < 2; i++) {
      String job = UUID.randomUUID().toString();
      run.accepted(job, 500);
      run.settled(job, "FAILED", 500, 502);
    }

    assertRed("completed");
  }

  @Test
  void a_create_that_was_accepted_twice_is_a_double_submit_and_charge() {
    run.create("none", run.stages.get(0).id(), "chaos-1", 700, 3);

    assertRed("double submits", "double charges", "stages whose cost differs");
  }

  @Test
  void a_second_create_of_a_job_at_the_provider_that_has_one_is_a_double_submit() {
    String attempt = run.attempt(run.jobs.get(0).id(), "none", "SUCCEEDED", 700, 704);
    run.create("none", run.stage(attempt, "ACCEPTED", 700), "chaos-1", 700, 3);

    assertRed("double submits");
  }

  @Test
  void a_second_create_is_one_even_if_the_product_knows_of_neither() {
    run.prompt = "chaos order:chaos-1/image-0-0";
    run.create("none", UUID.randomUUID().toString(), "chaos-1", 700, 3);
    run.create("none", UUID.randomUUID().toString(), "chaos-1", 710, 3);

    assertRed("double submits", "stages whose cost differs");
  }

  @Test
  void a_create_at_another_provider_is_no_double_submit() {
    String attempt = run.attempt(run.jobs.get(0).id(), "reject", "SUCCEEDED", 700, 704);
    run.create("reject", run.stage(attempt, "ACCEPTED", 700), "chaos-1", 700, 3);

    assertRed();
  }

  @Test
  void a_second_create_after_a_task_that_failed_is_no_double_submit() {
    run.prompt = "chaos order:chaos-1/image-0-0";
    String attempt = run.attempt(run.jobs.get(0).id(), "none", "FAILED", 700, 704);
    String task = run.create("none", run.stage(attempt, "ACCEPTED", 700), "chaos-1", 700, 3);
    String again = run.attempt(run.jobs.get(0).id(), "none", "SUCCEEDED", 710, 714);
    run.create("none", run.stage(again, "ACCEPTED", 710), "chaos-1", 710, 3);
    assertRed("double submits");

    run.polled("none", task, "failed", 703);
    assertRed();
  }

  @Test
  void a_task_charged_twice_is_red() {
    run.charge("none", "task", run.stages.get(0).id(), "0.020000", 700);

    assertRed("double charges", "stages whose cost differs");
  }

  @Test
  void a_charge_without_an_intent_is_red() {
    run.create("none", UUID.randomUUID().toString(), "chaos-1", 700, 3);

    assertRed("stages whose cost differs");
  }

  @Test
  void a_cost_that_is_not_what_was_charged_is_red() {
    String attempt = run.attempt(run.jobs.get(0).id(), "reject", "SUCCEEDED", 700, 704);
    run.charge("reject", "task", run.stage(attempt, "ACCEPTED", 700), "0.030000", 700);

    assertRed("stages whose cost differs");
  }

  @Test
  void a_charge_of_a_create_that_counts_as_refused_is_red() {
    String attempt = run.attempt(run.jobs.get(0).id(), "reject", "FAILED", 700, 704);
    run.charge("reject", "task", run.stage(attempt, "REFUSED", 700), "0.020000", 700);

    assertRed("stages whose cost differs");
  }

  @Test
  void a_cost_of_a_create_that_was_never_charged_is_red() {
    run.stage(run.attempt(run.jobs.get(0).id(), "reject", "FAILED", 700, 704), "ACCEPTED", 700);

    assertRed("stages whose cost differs");
  }

  @Test
  void more_running_than_there_are_slots_is_an_overshoot() {
    run.completed(700);
    run.completed(701);
    run.completed(702);

    assertRed("limit overshoots");
  }

  @Test
  void as_many_running_as_there_are_slots_is_none() {
    run.completed(700);
    run.completed(701);

    assertRed();
  }

  @Test
  void what_was_given_up_holds_no_slot() {
    for (int i = 0; i < 3; i++) {
      String job = run.completed(700 + 3 * i);
      String attempt = run.attempt(job, "reject", "TIMED_OUT", 700 + 3 * i, 701 + 3 * i);
      run.create("reject", run.stage(attempt, "ACCEPTED", 700 + 3 * i), "chaos-1", 700 + 3 * i, 60);
    }

    Report report = run.judged();

    assertThat(report.violations()).isEmpty();
    assertThat(report.value("most given up at a time, by account")).isEqualTo("reject 3");
  }

  @Test
  void what_was_given_up_counts_against_the_accounts_cap() {
    for (int i = 0; i < 3; i++) {
      String job = run.completed(700 + 3 * i);
      String attempt = run.attempt(job, "replay", "TIMED_OUT", 700 + 3 * i, 701 + 3 * i);
      run.create("replay", run.stage(attempt, "ACCEPTED", 700 + 3 * i), "chaos-1", 700 + 3 * i, 60);
    }

    assertRed("account cap overshoots");
  }

  @Test
  void what_never_ends_counts_against_the_accounts_cap_as_long_as_it_is_watched() {
    for (int i = 0; i < 3; i++) {
      String job = run.completed(700 + 100 * i);
      String attempt = run.attempt(job, "replay", "TIMED_OUT", 700 + 100 * i, 710 + 100 * i);
      run.create(
          "replay", run.stage(attempt, "ACCEPTED", 700 + 100 * i), "chaos-1", 700 + 100 * i, 9_999);
      run.watchedUntil(attempt, 760 + 100 * i);
    }

    assertThat(run.judged().violations()).isEmpty();
  }

  @Test
  void an_event_that_a_follower_was_not_told_is_red() {
    run.told.get("chaos-1").remove(3);

    assertRed("events that a follower missed");
  }

  @Test
  void an_event_that_a_follower_was_told_twice_is_red() {
    List<String> told = run.told.get("chaos-1");
    told.add(4, told.get(3));

    assertRed("events that were told twice", "tenants that were told in another order");
  }

  @Test
  void events_in_another_order_are_red() {
    Collections.swap(run.told.get("chaos-1"), 2, 3);

    assertRed("tenants that were told in another order");
  }

  @Test
  void a_job_whose_end_has_no_event_or_another_is_red() {
    Rows.Event lost = run.events.remove(2);
    run.told.get("chaos-1").remove(lost.id());
    Rows.Event wrong = run.events.get(3);
    run.events.set(3, new Rows.Event(wrong.id(), wrong.tenant(), wrong.job(), "job.failed"));

    assertRed("jobs without their one final event");
  }

  @Test
  void slots_that_are_free_while_jobs_wait_are_red() {
    String job = UUID.randomUUID().toString();
    run.accepted(job, 300);
    run.settled(job, "CANCELLED", 700, 701);

    assertRed("slots in use while jobs waited", "queues that waited beside free slots");
  }

  @Test
  void a_settled_job_with_an_open_attempt_is_a_leak() {
    run.attempt(run.jobs.get(0).id(), "none", "RUNNING", 1, 2);

    assertRed("leaked slots");
  }

  @Test
  void a_settled_job_with_a_lease_is_a_leak() {
    Rows.Job job = run.jobs.get(0);
    run.jobs.set(
        0, new Rows.Job(job.id(), job.tenant(), job.kind(), job.status(), true, job.error()));

    assertRed("leaked slots");
  }

  @Test
  void an_attempt_that_is_watched_for_ever_is_a_leak() {
    Rows.Attempt attempt = run.attempts.get(0);
    run.attempts.set(
        0,
        new Rows.Attempt(
            attempt.id(), attempt.job(), attempt.provider(), attempt.status(), true, null));

    assertRed("leaked slots");
  }

  @Test
  void a_create_without_an_outcome_is_a_leak() {
    run.stage(run.attempt(run.jobs.get(0).id(), "none", "FAILED", 1, 2), null, 1);

    assertRed("leaked slots");
  }

  @Test
  void an_advisory_lock_that_is_held_is_a_leak() {
    run.locks = 1;

    assertRed("leaked slots");
  }

  @Test
  void an_unknown_outcome_in_the_midst_of_a_disturbance_may_stay_where_nobody_can_be_asked() {
    unknown("none");
    run.troubles.add(new Trouble(Disturbance.KILL, FIRST, FIRST, at(700), at(700)));

    Report report = run.judged();

    assertThat(report.violations()).isEmpty();
    assertThat(report.value("  at none")).isEqualTo("1, resolved 0, left 1");
  }

  @Test
  void an_unknown_outcome_is_red_where_the_provider_can_be_asked() {
    unknown("lookup");
    run.troubles.add(new Trouble(Disturbance.KILL, FIRST, FIRST, at(700), at(700)));

    assertRed("UNKNOWN left where the provider can be asked");
  }

  @Test
  void an_unknown_outcome_without_a_fault_is_red() {
    unknown("none");
    run.troubles.add(new Trouble(Disturbance.KILL, FIRST, FIRST, at(600), at(600)));

    assertRed("UNKNOWN without a fault");
  }

  @Test
  void an_unknown_outcome_is_red_where_it_was_the_other_node_that_broke() {
    unknown("none");
    run.troubles.add(new Trouble(Disturbance.KILL, "second node", "second node", at(700), at(700)));

    assertRed("UNKNOWN without a fault");
  }

  @Test
  void an_unknown_outcome_is_red_where_all_was_over_before_the_create_was_sent() {
    unknown("none");
    run.troubles.add(new Trouble(Disturbance.LINE_RESET, "line", null, at(697), at(699.9)));

    assertRed("UNKNOWN without a fault");
  }

  @Test
  void an_unknown_outcome_is_red_where_something_broke_only_afterwards() {
    unknown("none");
    run.troubles.add(new Trouble(Disturbance.DATABASE_STOP, "database", null, at(701), at(704)));

    assertRed("UNKNOWN without a fault");
  }

  @Test
  void an_unknown_outcome_of_what_a_client_cancelled_is_none_of_a_fault() {
    unknown("none");
    run.history.add(new Event(at(700), Kind.CANCELLED, "chaos-1", "k", run.jobs.get(0).id(), ""));

    assertRed();
  }

  private void unknown(String account) {
    run.stage(run.attempt(run.jobs.get(0).id(), account, "UNKNOWN", 700, 700.5), "UNKNOWN", 700);
  }

  @Test
  void a_file_that_is_not_there_is_red() throws IOException {
    Files.delete(assets.resolve(run.artifacts.get(0).path()));

    assertRed("files missing or wrong");
  }

  @Test
  void a_file_with_other_bytes_is_red() throws IOException {
    Files.writeString(assets.resolve(run.artifacts.get(0).path()), "other");

    assertRed("files missing or wrong");
  }

  @Test
  void a_file_of_another_tenant_is_red() {
    Rows.Artifact one = run.artifacts.get(0);
    run.artifacts.set(
        0,
        new Rows.Artifact(one.job(), "chaos-2", one.role(), one.path(), one.sha256(), one.size()));

    assertRed("files missing or wrong");
  }

  @Test
  void a_completed_job_without_a_result_is_red() {
    run.artifacts.remove(0);

    assertRed("completed jobs without their one result");
  }

  @Test
  void a_completed_job_with_two_results_is_red() {
    run.artifacts.add(run.artifacts.get(0));

    assertRed("completed jobs without their one result");
  }

  @Test
  void a_result_that_was_made_for_another_job_is_red() {
    run.artifacts.remove(0);
    run.artifact(run.jobs.get(0).id());

    assertRed("files missing or wrong");
  }

  @Test
  void crash_points_that_are_never_reached_are_red() {
    for (int i = 0; i < 3; i++) {
      run.troubles.add(
          new Trouble(
              Disturbance.KILL, Havoc.MISSED + CrashPoint.values()[i], FIRST, at(1), at(1)));
    }

    assertRed("crashes");
  }

  @Test
  void recovery_is_from_a_disturbance_to_the_next_sign_of_each_job() {
    run.troubles.add(new Trouble(Disturbance.KILL, FIRST, FIRST, at(1), at(1)));

    // The poll of the first job, which was running.
    assertThat(run.judged().value("recovery: each job moves"))
        .isEqualTo("p50 2.2 s, p95 2.2 s, max 2.2 s of 1");
  }
}
