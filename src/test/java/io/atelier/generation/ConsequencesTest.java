package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.Providers;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FR-022: a failure's class decides what comes next. */
class ConsequencesTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Lease LEASE = new Lease("node-1", NOW.plusSeconds(8));
  private static final KindPolicy POLICY =
      new KindPolicy(Duration.ofSeconds(2), Duration.ofSeconds(60), 5, List.of());
  private static final String NEXT = "next";

  private final Properties properties = new Properties();
  private Consequences consequences;

  @BeforeEach
  void readTheDefaults() throws IOException {
    try (InputStream file =
        GenerationSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      properties.load(Objects.requireNonNull(file));
    }
    properties.setProperty("generation.create-tries", "3");
    properties.setProperty("generation.create-patience", "PT1H");
    GenerationSettings settings = new GenerationSettings();
    settings.config = new PropertiesConfig(properties);
    settings.read();
    consequences = new Consequences(new Providers(List.of(new ScriptedProvider())), settings);
  }

  @ParameterizedTest
  @EnumSource
  void a_refused_create_is_repeated_or_made_by_the_next_or_by_nobody(FailureClass kind) {
    Consequence expected =
        switch (kind) {
          case RATE_LIMITED, QUEUE_FULL, TRANSIENT -> new Consequence.TryAgain();
          case AUTH, OUT_OF_CREDITS, GENERATION_FAILED, NOT_FOUND, INVALID_OUTPUT ->
              new Consequence.FailOver(NEXT);
          case INVALID_INPUT, CONTENT_POLICY, RESULT_EXPIRED, TIMEOUT -> new Consequence.Fail();
        };

    assertThat(of(kind, started(ScriptedProvider.NAME, NEXT))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureClass.class,
      names = {"RATE_LIMITED", "QUEUE_FULL", "TRANSIENT"})
  void a_polls_own_trouble_says_nothing_of_the_job(FailureClass kind) {
    assertThat(of(kind, accepted(ScriptedProvider.NAME, NEXT)))
        .isEqualTo(new Consequence.PollAgain());
  }

  @Test
  void a_task_that_ended_in_its_providers_bad_moment_is_made_once_more_and_not_asked_for_again() {
    Failed ended = new Failed(FailureClass.TRANSIENT, "timeout", "it is over", null, null, true);
    GenerationJob job = started(ScriptedProvider.NAME, NEXT);
    refuse(job, NOW); // which is another matter
    job.processing().accepted(new ProviderHandle("task-1", ""), NOW);
    Work work = Work.of(job, LEASE, false);
    assertThat(consequences.of(ended, job, work, NOW))
        .isEqualTo(new Consequence.FailOver(ScriptedProvider.NAME));

    job.processing().failOver(ended, ScriptedProvider.NAME, NOW);
    accept(job);
    assertThat(consequences.of(ended, job, Work.of(job, LEASE, false), NOW))
        .isEqualTo(new Consequence.FailOver(NEXT));
  }

  @Test
  void what_a_provider_failed_at_is_made_there_once_more_and_then_by_the_next() {
    GenerationJob job = accepted(ScriptedProvider.NAME, NEXT);
    assertThat(of(FailureClass.GENERATION_FAILED, job))
        .isEqualTo(new Consequence.FailOver(ScriptedProvider.NAME));

    job.processing().failOver(failure(FailureClass.GENERATION_FAILED), ScriptedProvider.NAME, NOW);
    accept(job);

    assertThat(of(FailureClass.GENERATION_FAILED, job)).isEqualTo(new Consequence.FailOver(NEXT));
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureClass.class,
      names = {"AUTH", "GENERATION_FAILED", "RESULT_EXPIRED"})
  void with_no_provider_left_a_job_fails(FailureClass kind) {
    assertThat(of(kind, started(ScriptedProvider.NAME))).isEqualTo(new Consequence.Fail());
  }

  @Test
  void a_provider_that_refuses_again_and_again_is_left_for_the_next() {
    GenerationJob job = started(ScriptedProvider.NAME, NEXT);
    for (int refusal = 1; refusal < 3; refusal++) {
      assertThat(of(FailureClass.TRANSIENT, job)).isEqualTo(new Consequence.TryAgain());
      refuse(job, NOW);
    }
    assertThat(of(FailureClass.TRANSIENT, job)).isEqualTo(new Consequence.FailOver(NEXT));
  }

  @Test
  void where_nobody_else_can_make_it_a_providers_bad_hour_is_waited_out_and_no_longer() {
    GenerationJob job = started(ScriptedProvider.NAME);
    for (int refusal = 1; refusal < 9; refusal++) {
      refuse(job, NOW.plusSeconds(refusal));
    }
    Instant end = NOW.plus(Duration.ofHours(1));
    assertThat(of(FailureClass.TRANSIENT, job, end.minusSeconds(1)))
        .isEqualTo(new Consequence.TryAgain());
    assertThat(of(FailureClass.TRANSIENT, job, end)).isEqualTo(new Consequence.Fail());
  }

  // A sound's deadline, 30 s, is over before the grace of a task that is not known is.
  @Test
  void FR_022_a_task_that_is_missing_at_the_last_look_is_left_behind_and_no_time_out() {
    GenerationJob job = acceptedWithin(Duration.ofSeconds(30));
    Instant deadline = NOW.plusSeconds(30);
    assertThat(of(FailureClass.NOT_FOUND, job, NOW.plusSeconds(2)))
        .isEqualTo(new Consequence.PollAgain());
    assertThat(of(FailureClass.NOT_FOUND, job, deadline.minusSeconds(1)))
        .isEqualTo(new Consequence.PollAgain());
    assertThat(of(FailureClass.NOT_FOUND, job, deadline)).isEqualTo(new Consequence.LeaveBehind());
    assertThat(of(FailureClass.TRANSIENT, job, deadline)).isEqualTo(new Consequence.PollAgain());
  }

  @Test
  void what_was_made_is_not_left_behind_for_a_look_that_does_not_find_it() {
    GenerationJob job = acceptedWithin(Duration.ofSeconds(30));
    ProviderHandle made = new ProviderHandle("task-1", "");
    job.processing().ready(made, "away", Duration.ofSeconds(5), NOW);
    assertThat(of(FailureClass.NOT_FOUND, job, NOW.plusSeconds(5)))
        .isEqualTo(new Consequence.PollAgain());
  }

  @Test
  void a_dead_address_is_believed_after_a_grace_and_nobody_is_paid_again_because_of_it() {
    GenerationJob job = accepted(ScriptedProvider.NAME, NEXT);
    assertThat(of(FailureClass.RESULT_EXPIRED, job)).isEqualTo(new Consequence.FetchAgain());
    assertThat(of(FailureClass.RESULT_EXPIRED, job, NOW.plusSeconds(119)))
        .isEqualTo(new Consequence.FetchAgain());
    assertThat(of(FailureClass.RESULT_EXPIRED, job, NOW.plusSeconds(120)))
        .isEqualTo(new Consequence.Fail());
  }

  @Test
  void an_address_that_worked_meanwhile_has_all_of_the_grace_again() {
    GenerationJob job = accepted(ScriptedProvider.NAME, NEXT);
    of(FailureClass.RESULT_EXPIRED, job);
    job.attempt().stage().turnUp();
    assertThat(of(FailureClass.RESULT_EXPIRED, job, NOW.plusSeconds(120)))
        .isEqualTo(new Consequence.FetchAgain());
  }

  @Test
  void by_its_policy_the_next_provider_makes_anew_what_cannot_be_had() {
    properties.setProperty("generation.image.on-expired-result", "next");
    assertThat(ofDead(accepted(ScriptedProvider.NAME, NEXT)))
        .isEqualTo(new Consequence.MakeAnew(NEXT, WhenExpired.NEXT));
    assertThat(ofDead(accepted(ScriptedProvider.NAME)))
        .as("where there is none")
        .isEqualTo(new Consequence.Fail());
  }

  @Test
  void by_its_policy_one_provider_makes_it_anew_and_only_once() {
    properties.setProperty("generation.image.scripted.on-expired-result", "again");
    GenerationJob job = accepted(ScriptedProvider.NAME, NEXT);
    assertThat(ofDead(job))
        .isEqualTo(new Consequence.MakeAnew(ScriptedProvider.NAME, WhenExpired.AGAIN));
    job.processing().failOver(failure(FailureClass.RESULT_EXPIRED), ScriptedProvider.NAME, NOW);
    accept(job);
    assertThat(ofDead(job)).isEqualTo(new Consequence.Fail());
  }

  private Consequence ofDead(GenerationJob job) {
    of(FailureClass.RESULT_EXPIRED, job);
    return of(FailureClass.RESULT_EXPIRED, job, NOW.plusSeconds(120));
  }

  private Consequence of(FailureClass kind, GenerationJob job) {
    return of(kind, job, NOW);
  }

  private Consequence of(FailureClass kind, GenerationJob job, Instant now) {
    return consequences.of(failure(kind), job, Work.of(job, LEASE, false), now);
  }

  private static Failed failure(FailureClass kind) {
    return new Failed(kind, "500", "it did not work");
  }

  private static GenerationJob started(String... route) {
    return started(POLICY, route);
  }

  private static GenerationJob started(KindPolicy policy, String... route) {
    GenerationJob job =
        new GenerationJob(
            new JobOrder(
                new TenantId("acme"),
                new RunId("run"),
                new StepId("step"),
                "generate_texture",
                Texture.of("gold", 1024, true),
                Priority.NORMAL,
                null,
                List.of(),
                null),
            new Route(List.of(route)),
            policy,
            NOW);
    start(job, policy, NOW);
    return job;
  }

  private static GenerationJob accepted(String... route) {
    GenerationJob job = started(route);
    job.processing().accepted(new ProviderHandle("task-1", ""), NOW);
    return job;
  }

  private static GenerationJob acceptedWithin(Duration timeout) {
    KindPolicy policy = new KindPolicy(Duration.ofSeconds(2), timeout, 5, List.of());
    GenerationJob job = started(policy, ScriptedProvider.NAME, NEXT);
    job.processing().accepted(new ProviderHandle("task-1", ""), NOW);
    return job;
  }

  private static void accept(GenerationJob job) {
    start(job, NOW);
    job.processing().accepted(new ProviderHandle("task-2", ""), NOW);
  }

  private static void refuse(GenerationJob job, Instant now) {
    job.processing().waitForProvider(failure(FailureClass.TRANSIENT), now);
    start(job, now);
  }

  private static void start(GenerationJob job, Instant now) {
    start(job, POLICY, now);
  }

  private static void start(GenerationJob job, KindPolicy policy, Instant now) {
    job.start(policy, SubmissionGuarantee.NONE, ProviderCost.unknown("USD"), null, LEASE, now);
    job.attempt().stage().begin(now);
  }
}
