package io.atelier.generation;

import io.atelier.cost.Ledger;
import io.atelier.cost.StageCost;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Brings what attempts cost into the ledger, in the transaction in which it becomes known. */
@Dependent
class JobCosts {
  private final Ledger ledger;
  private final Models models;

  @Inject
  JobCosts(Ledger ledger, Models models) {
    this.ledger = ledger;
    this.models = models;
  }

  /** Settles the creates of an attempt that are over; corrects them where they were settled. */
  void settle(GenerationJob job, Attempt attempt) {
    ledger.settle(costs(job, attempt).toList());
  }

  /** The same for the attempts that these jobs are at. */
  void settle(List<GenerationJob> jobs) {
    ledger.settle(
        jobs.stream()
            .filter(job -> !job.attempts().isEmpty())
            .flatMap(job -> costs(job, job.attempt()))
            .toList());
  }

  private Stream<StageCost> costs(GenerationJob job, Attempt attempt) {
    return attempt.settledStages().stream().map(stage -> cost(job, attempt, stage));
  }

  private StageCost cost(GenerationJob job, Attempt attempt, Stage stage) {
    return new StageCost(
        stage.id(),
        job.id(),
        job.tenant(),
        job.run(),
        job.step(),
        job.spec().skill(),
        job.request().kind(),
        attempt.provider(),
        models.of(job, attempt, stage),
        CostParameters.of(job.request()),
        job.createdAt(),
        stage.actualCost() == null ? stage.estimatedCost() : stage.actualCost(),
        stage.costBasis(),
        stage.currency());
  }
}
