package io.atelier.generation;

import io.atelier.artifact.Artifact;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactStore.Saving;
import io.atelier.cost.Budgets;
import io.atelier.generation.GroupCommit.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes what becomes of several jobs in hand: one transaction, fenced for each by its version, in
 * the order of its rows: the job's own, its results', what it costs, what is told of it, what is
 * left of its tenant's budget.
 */
@Dependent
class ChangeWriter {
  private final JobRows rows;
  private final ArtifactStore artifacts;
  private final JobRecord record;
  private final Budgets budgets;
  private final Clock clock;
  @Inject JobTraces traces;

  @Inject
  ChangeWriter(
      JobRows rows, ArtifactStore artifacts, JobRecord record, Budgets budgets, Clock clock) {
    this.rows = rows;
    this.artifacts = artifacts;
    this.record = record;
    this.budgets = budgets;
    this.clock = clock;
  }

  /** The statuses that the jobs have then; {@link LostLeaseException} where one is not ours. */
  @Transactional
  List<Outcome<JobStatus>> write(List<Change> changes) {
    HeldJobs held = rows.hold(changes.stream().map(change -> change.work().job()).toList());
    Map<UUID, Change> ours = new LinkedHashMap<>();
    for (Change change : byProvider(changes)) {
      if (isOurs(held, change)) {
        ours.putIfAbsent(change.work().job(), change); // nobody has it in hand twice
      }
    }
    Instant saving = clock.instant();
    Map<UUID, Artifact> made = save(held, ours.values());
    Instant now = clock.instant();
    traces.stored(ours.values(), saving, now);
    List<GenerationJob> changed = new ArrayList<>();
    List<Told> told = new ArrayList<>();
    Commitments.Before before = Commitments.before();
    for (Change change : ours.values()) {
      GenerationJob job = held.get(change.work().job());
      before.of(job);
      if (change.verb().apply(job, now)) {
        told.add(new Told(job, made.get(job.id())));
      }
      changed.add(job);
    }
    rows.save(held, changed);
    record.of(told);
    budgets.follow(before.changes());
    return changes.stream().map(change -> outcome(held, ours, change)).toList();
  }

  // As everybody who locks several accounts.
  private static List<Change> byProvider(List<Change> changes) {
    return changes.stream()
        .sorted(Comparator.comparing(change -> change.work().queue().provider()))
        .toList();
  }

  private static boolean isOurs(HeldJobs held, Change change) {
    return held.find(change.work().job())
        .filter(job -> job.version() == change.work().version())
        .isPresent();
  }

  // The main one of each job that has any.
  private Map<UUID, Artifact> save(HeldJobs held, Collection<Change> changes) {
    List<Saving> results = new ArrayList<>();
    for (Change change : changes) {
      results.addAll(change.results().apply(held.get(change.work().job())));
    }
    Map<UUID, Artifact> made = new HashMap<>();
    if (!results.isEmpty()) {
      artifacts.save(results).forEach(artifact -> made.putIfAbsent(artifact.job(), artifact));
    }
    return made;
  }

  private static Outcome<JobStatus> outcome(HeldJobs held, Map<UUID, Change> ours, Change change) {
    UUID job = change.work().job();
    return change.equals(ours.get(job))
        ? new Outcome.Done<>(held.get(job).status())
        : new Outcome.Failed<>(new LostLeaseException(job));
  }
}
