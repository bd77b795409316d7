package io.atelier.generation;

import io.atelier.cost.Commitment;
import io.atelier.cost.Ledger;
import io.atelier.cost.StageCost;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends a job that cannot be read as any other ends: told of, and in the books with what is known of
 * it without what it was to make.
 */
@Dependent
class UnreadableEnd {
  private static final String REASON = "What it was to make cannot be read any more.";

  private final JobRows rows;
  private final Ledger ledger;
  private final JobEvents events;
  private final StoredCommitments commitments;
  private final Clock clock;

  @Inject
  UnreadableEnd(
      JobRows rows, Ledger ledger, JobEvents events, StoredCommitments commitments, Clock clock) {
    this.rows = rows;
    this.ledger = ledger;
    this.events = events;
    this.commitments = commitments;
    this.clock = clock;
  }

  /**
   * Ends it; the queue that it was in, or empty if it had ended. What a provider has of it stays on
   * its stage, for whoever mends the row.
   */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<QueueKey> end(UUID id) {
    List<Commitment> taken = commitments.locked(id);
    HeldJobs held = rows.hold(List.of(id));
    GenerationJob job = held.find(id).filter(one -> !one.status().isFinal()).orElse(null);
    if (job == null) {
      return Optional.empty();
    }
    job.abandon(REASON, clock.instant());
    rows.save(held, List.of(job));
    if (!job.attempts().isEmpty()) {
      ledger.settle(costs(job, job.attempt()));
    }
    events.record(List.of(new Told(job, null)));
    commitments.follow(id, taken);
    return Optional.of(job.queue());
  }

  private static List<StageCost> costs(GenerationJob job, Attempt attempt) {
    return attempt.settledStages().stream().map(stage -> cost(job, attempt, stage)).toList();
  }

  private static StageCost cost(GenerationJob job, Attempt attempt, Stage stage) {
    return new StageCost(
        stage.id(),
        job.id(),
        job.tenant(),
        job.run(),
        job.step(),
        job.spec().skill(),
        job.spec().kind(),
        attempt.provider(),
        stage.model(),
        Map.of(),
        job.createdAt(),
        stage.actualCost() == null ? stage.estimatedCost() : stage.actualCost(),
        stage.costBasis(),
        stage.currency());
  }
}
