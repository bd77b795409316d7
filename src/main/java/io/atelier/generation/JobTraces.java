package io.atelier.generation;

import io.atelier.telemetry.Span;
import io.atelier.telemetry.Spans;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Tells of jobs as traces, where that is switched on: what is over is told when its end is
 * committed, out of the job's rows, so that a node that dies takes nothing of it along.
 */
@Dependent
class JobTraces {
  private final Spans spans;
  private final Clock clock;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;

  @Inject
  JobTraces(Spans spans, Clock clock) {
    this.spans = spans;
    this.clock = clock;
  }

  /** What jobs are now that something became of them, told when that is committed. */
  void changed(Collection<GenerationJob> jobs) {
    if (spans.on()) {
      List<JobSpans> told = jobs.stream().map(JobSpans::new).toList();
      whenCommitted(
          now -> {
            List<Span> over = new ArrayList<>();
            told.forEach(job -> over.addAll(job.over(now)));
            return over;
          });
    }
  }

  /** Results of these were brought to their places. */
  void stored(Collection<Change> changes, Instant from, Instant to) {
    if (spans.on()) {
      List<Span> stored =
          changes.stream()
              .filter(Change::saves)
              .map(change -> JobSpans.part("store", change.work(), from, to))
              .toList();
      whenCommitted(now -> stored);
    }
  }

  /** What was asked about at that time was made, and is here now. */
  void made(Work work, Instant asked) {
    if (spans.on()) {
      Instant now = clock.instant();
      boolean fetched = work.handle().isPresent();
      spans.send(List.of(JobSpans.generated(work, fetched ? asked : now)));
      if (fetched) {
        spans.send(List.of(JobSpans.part("download", work, asked, now)));
      }
    }
  }

  /** The result was made to fit, from that time on. */
  void fitted(Work work, Instant begun) {
    if (spans.on()) {
      spans.send(List.of(JobSpans.part("fit", work, begun, clock.instant())));
    }
  }

  /** An attempt that was given up delivered all the same. */
  void late(GenerationJob job) {
    if (spans.on()) {
      JobSpans of = new JobSpans(job);
      whenCommitted(of::late);
    }
  }

  private void whenCommitted(Function<Instant, List<Span>> told) {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              spans.send(told.apply(clock.instant()));
            }
          }
        });
  }
}
