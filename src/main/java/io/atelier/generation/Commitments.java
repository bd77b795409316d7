package io.atelier.generation;

import io.atelier.cost.Commitment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of its tenant's budget a job takes, by its rows and nothing else; the view {@code
 * job_commitment} says the same in SQL.
 *
 * <p>A create that is over is spent, also where nobody knows whether it was charged. One that may
 * still be charged, by its job or by a late result, is reserved. What a try needs besides, for
 * creates that are not sent yet, is what its job holds for it and they have not taken.
 */
final class Commitments {
  private Commitments() {}

  /** By currency; none where the job is not counted. */
  static Map<String, Commitment> of(GenerationJob job) {
    Map<String, Commitment> sums = new LinkedHashMap<>();
    String currency = job.heldCurrency();
    if (job.held() == null) {
      return sums;
    }
    if (currency != null) {
      add(sums, job, currency, heldBack(job), Commitment.NOTHING);
    }
    for (Attempt attempt : job.attempts()) {
      for (Stage stage : attempt.stages()) {
        if (!stage.isPrepared()) {
          boolean reserved = mayCharge(job, attempt, stage);
          add(
              sums,
              job,
              stage.currency(),
              reserved ? amount(stage.estimatedCost()) : Commitment.NOTHING,
              reserved ? Commitment.NOTHING : charged(stage));
        }
      }
    }
    return sums;
  }

  /** What an attempt takes, spent and reserved together. */
  static BigDecimal of(GenerationJob job, Attempt attempt) {
    return attempt.stages().stream()
        .filter(stage -> !stage.isPrepared())
        .map(
            stage ->
                mayCharge(job, attempt, stage) ? amount(stage.estimatedCost()) : charged(stage))
        .reduce(Commitment.NOTHING, BigDecimal::add);
  }

  /** What of what a job holds is left for creates that are not sent yet. */
  static BigDecimal heldBack(GenerationJob job) {
    BigDecimal held = job.held();
    return held == null || job.status() != JobStatus.PENDING && job.status() != JobStatus.PROCESSING
        ? Commitment.NOTHING
        : amount(held).subtract(taken(job)).max(Commitment.NOTHING);
  }

  /** What the try that is under way has taken of what its job holds. */
  static BigDecimal taken(GenerationJob job) {
    return job.attempts().stream()
        .filter(attempt -> !attempt.isSettled())
        .flatMap(attempt -> attempt.stages().stream())
        .filter(stage -> !stage.isPrepared() && stage.outcome() != StageOutcome.REFUSED)
        .map(stage -> amount(stage.estimatedCost()))
        .reduce(Commitment.NOTHING, BigDecimal::add);
  }

  private static boolean mayCharge(GenerationJob job, Attempt attempt, Stage stage) {
    if (stage.actualCost() != null || stage != attempt.stage()) {
      return false;
    }
    return attempt.isSettled()
        ? attempt.isWatched() && stage.outcome() != StageOutcome.UNKNOWN
        : job.status() == JobStatus.PROCESSING || job.status() == JobStatus.CANCELLING;
  }

  private static BigDecimal charged(Stage stage) {
    return amount(stage.actualCost() == null ? stage.estimatedCost() : stage.actualCost());
  }

  private static BigDecimal amount(@Nullable BigDecimal amount) {
    return amount == null ? Commitment.NOTHING : Commitment.rounded(amount);
  }

  private static void add(
      Map<String, Commitment> sums,
      GenerationJob job,
      String currency,
      BigDecimal reserved,
      BigDecimal spent) {
    Commitment more = new Commitment(job.tenant(), job.createdAt(), currency, reserved, spent);
    if (!more.isNothing()) {
      sums.merge(currency, more, Commitment::plus);
    }
  }

  /** Jobs that are about to change. */
  static Before before() {
    return new Before();
  }

  /** What jobs took before they were changed. */
  static final class Before {
    private final Map<GenerationJob, Map<String, Commitment>> before = new HashMap<>();

    /** Notes a job as it is now. */
    void of(GenerationJob job) {
      if (job.held() != null) {
        before.put(job, Commitments.of(job));
      }
    }

    /** How much more or less they take now. */
    List<Commitment> changes() {
      List<Commitment> changes = new ArrayList<>();
      before.forEach(
          (job, taken) -> {
            Map<String, Commitment> now = Commitments.of(job);
            taken.forEach((currency, one) -> now.merge(currency, one.negated(), Commitment::plus));
            changes.addAll(now.values());
          });
      return changes;
    }
  }
}
