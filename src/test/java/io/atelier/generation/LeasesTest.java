package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.telemetry.Trace;
import io.atelier.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private final Leases leases = new Leases();

  @Test
  void who_stops_waits_for_the_threads_at_work_and_no_longer() throws Exception {
    assertThat(leases.awaitNothingBegun(Duration.ofMinutes(1))).isTrue();
    Work work = work();
    leases.hold(work);
    leases.begin(work);
    assertThat(leases.awaitNothingBegun(Duration.ofMillis(1))).isFalse();

    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return leases.awaitNothingBegun(Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    leases.letGo(work);
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(leases.inHand()).isEmpty();
  }

  @Test
  void who_stops_waits_for_the_threads_that_look_at_what_was_given_up_too() throws Exception {
    Watched watched = watched();
    leases.hold(watched);
    assertThat(leases.awaitNothingBegun(Duration.ofMinutes(1))).as("no thread has it").isTrue();
    leases.begin(watched);
    assertThat(leases.looksBegun()).containsExactly(watched.id());
    assertThat(leases.awaitNothingBegun(Duration.ofMillis(1))).isFalse();

    leases.letGo(watched);
    assertThat(leases.awaitNothingBegun(Duration.ofMinutes(1))).isTrue();
    assertThat(leases.looking()).isEmpty();
  }

  private static Watched watched() {
    Work work = work();
    return new Watched(
        work.create().attempt(),
        work.job(),
        1,
        work.queue(),
        work.request(),
        work.create(),
        false,
        work.trace());
  }

  @Test
  void the_same_job_may_be_in_hand_again_before_the_first_is_let_go() {
    Work first = work();
    Work again =
        new Work(
            first.job(),
            first.version() + 1,
            first.queue(),
            first.request(),
            first.create(),
            true,
            false,
            first.deadline(),
            first.leaseUntil(),
            first.trace());
    leases.hold(first);
    leases.hold(again);
    leases.letGo(first);
    assertThat(leases.inHand()).containsExactly(first.job());
  }

  static Work work() {
    Instant now = Instant.parse("2026-07-01T12:00:00Z");
    UUID job = UUID.randomUUID();
    return new Work(
        job,
        1,
        new QueueKey(new TenantId("acme"), "suno", MediaKind.IMAGE),
        GenerationRequest.Texture.of("gold", 512, true),
        new Create(
            UUID.randomUUID(),
            UUID.randomUUID(),
            1,
            "",
            false,
            false,
            now,
            SubmissionGuarantee.NONE,
            Optional.empty()),
        false,
        false,
        now.plusSeconds(60),
        now.plusSeconds(8),
        Trace.of(job, null));
  }
}
