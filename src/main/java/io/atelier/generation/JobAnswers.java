package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Answers how a job stands: at once, or when it has ended, which takes no thread. */
@Dependent
class JobAnswers {
  private final JobWaiters waiters;

  @Inject
  JobAnswers(JobWaiters waiters) {
    this.waiters = waiters;
  }

  /**
   * Answers with a job as it stands when it has ended, or when its caller's patience has.
   *
   * @param view the job as it stands whenever it is asked for; empty if the caller has no such job
   */
  void resume(
      AsyncResponse response, UUID job, Supplier<Optional<JobView>> view, Duration patience) {
    Runnable answer = () -> answer(response, view, patience);
    if (patience.isZero() || !waiters.await(job, answer)) {
      answer.run();
      return;
    }
    response.setTimeout(patience.toSeconds(), TimeUnit.SECONDS);
    response.setTimeoutHandler(
        late -> {
          waiters.leave(job, answer);
          answer.run();
        });
    // Only now, or its end might have been between.
    if (view.get().filter(one -> !isFinal(one)).isEmpty()) {
      waiters.leave(job, answer);
      answer.run();
    }
  }

  private static void answer(
      AsyncResponse response, Supplier<Optional<JobView>> view, Duration patience) {
    try {
      Response.ResponseBuilder found =
          Response.ok(view.get().orElseThrow(UnknownJobException::new));
      if (!patience.isZero()) {
        found.header("Preference-Applied", "wait=" + patience.toSeconds());
      }
      response.resume(found.build());
    } catch (RuntimeException e) {
      Throwable mapped = e; // as an object it would be shown as it is, stack trace and all
      response.resume(mapped);
    }
  }

  private static boolean isFinal(JobView view) {
    return JobStatus.valueOf(view.status()).isFinal();
  }
}
