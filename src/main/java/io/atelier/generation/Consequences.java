package io.atelier.generation;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Decides by a failure's class, and by what the job went through, what comes next (FR-022). */
@Dependent
class Consequences {
  private final Providers providers;
  private final GenerationSettings settings;

  @Inject
  Consequences(Providers providers, GenerationSettings settings) {
    this.providers = providers;
    this.settings = settings;
  }

  /** What that failure means for a job in hand now. */
  Consequence of(ProviderSnapshot.Failed failure, GenerationJob job, Work work, Instant now) {
    Optional<String> next = job.nextProvider();
    FailureClass kind = failure.failure();
    if (work.handle().isPresent() && mayTurnUp(job, kind, now)) {
      return isLast(job, work, now) ? new Consequence.LeaveBehind() : new Consequence.PollAgain();
    } else if (work.handle().isPresent() && failure.passes()) {
      return new Consequence.PollAgain(); // a poll's own trouble says nothing of the job
    } else if (work.handle().isPresent() && job.attempt().mayComeWhole(failure)) {
      return new Consequence.FetchOnceMore();
    } else if (kind == FailureClass.RESULT_EXPIRED) {
      return ofExpired(job, work, now);
    } else if (kind.isThrottling() || mayTryAgain(job, work, failure, now)) {
      return new Consequence.TryAgain();
    } else if (mayBeMadeOnceMore(job, work, failure)) {
      return new Consequence.FailOver(work.queue().provider());
    } else if (kind.fallsBack() && next.isPresent()) {
      return new Consequence.FailOver(next.get());
    }
    return new Consequence.Fail();
  }

  // It is paid, and one answer does not take it away.
  private boolean mayTurnUp(GenerationJob job, FailureClass kind, Instant now) {
    return kind == FailureClass.NOT_FOUND
        && job.attempt().stage().mayTurnUp(settings.missing(), now);
  }

  private Consequence ofExpired(GenerationJob job, Work work, Instant now) {
    if (work.handle().isPresent() && job.attempt().stage().mayBeHadYet(settings.expiry(), now)) {
      return new Consequence.FetchAgain();
    }
    String provider = work.queue().provider();
    WhenExpired said = settings.whenExpired(job.queue().kind(), provider);
    Optional<String> anew =
        switch (said) {
          case STAY -> Optional.empty();
          case NEXT -> job.nextProvider();
          case AGAIN ->
              job.history().failedSoBefore(FailureClass.RESULT_EXPIRED)
                  ? Optional.empty()
                  : Optional.of(provider);
        };
    return anew.<Consequence>map(next -> new Consequence.MakeAnew(next, said))
        .orElseGet(Consequence.Fail::new);
  }

  // What is made and only to be fetched is not left to another provider.
  private static boolean isLast(GenerationJob job, Work work, Instant now) {
    return !now.isBefore(work.deadline()) && !job.attempt().isReady();
  }

  // What a provider accepted and failed at may succeed there the next time, once: its luck, and no
  // fault of the request; and so may what is wrong with how it was prepared. Not where creates
  // before it are paid.
  private static boolean mayBeMadeOnceMore(
      GenerationJob job, Work work, ProviderSnapshot.Failed failure) {
    boolean isOfItsLuck =
        failure.failure() == FailureClass.GENERATION_FAILED && work.handle().isPresent();
    return (isOfItsLuck || failure.mayPassAnew())
        && work.create().isFirst()
        && !job.history().failedSoBefore(failure.failure());
  }

  // Its create was refused for a passing reason, so nothing is paid.
  private boolean mayTryAgain(
      GenerationJob job, Work work, ProviderSnapshot.Failed failure, Instant now) {
    return work.handle().isEmpty()
        && failure.failure() == FailureClass.TRANSIENT
        && providers.find(work.queue().provider()).isPresent()
        && (failure.isUnsent()
            || refusals(job, work) + 1 < settings.createTries()
            || mayWait(job, now));
  }

  // Where nobody else can make it, a provider's bad hours fail nothing; for ever it waits for none.
  private boolean mayWait(GenerationJob job, Instant now) {
    return job.nextProvider().isEmpty()
        && now.isBefore(job.history().refusedSince().plus(settings.createPatience()));
  }

  private static int refusals(GenerationJob job, Work work) {
    return work.create().isFirst()
        ? job.history().countedRefusals()
        : job.attempt().history().countedRefusals();
  }
}
