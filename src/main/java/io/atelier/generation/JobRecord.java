package io.atelier.generation;

import io.atelier.artifact.MadeArtifact;
import io.atelier.artifact.MadeArtifacts;
import io.atelier.run.DebugEntry;
import io.atelier.run.Runs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Brings what became of jobs into the books that others read: the ledger, their steps' debug output
 * and the history; in the transaction in which it became of them, after their rows.
 */
@Dependent
class JobRecord {
  private final JobCosts costs;
  private final Runs runs;
  private final DebugOutput debug;
  private final JobEvents events;
  private final MadeArtifacts artifacts;

  @Inject
  JobRecord(
      JobCosts costs, Runs runs, DebugOutput debug, JobEvents events, MadeArtifacts artifacts) {
    this.costs = costs;
    this.runs = runs;
    this.debug = debug;
    this.events = events;
    this.artifacts = artifacts;
  }

  void of(List<Told> told) {
    if (told.isEmpty()) {
      return;
    }
    List<GenerationJob> jobs = told.stream().map(Told::job).toList();
    costs.settle(jobs);
    debug(jobs);
    events.record(told);
  }

  /** The debug output alone. */
  void debug(List<GenerationJob> jobs) {
    Map<UUID, List<MadeArtifact>> made = made(jobs);
    runs.debug(
        jobs.stream().map(job -> entry(job, made.getOrDefault(job.id(), List.of()))).toList());
  }

  // Before a job has ended there is nothing of it.
  private Map<UUID, List<MadeArtifact>> made(List<GenerationJob> jobs) {
    return artifacts.by(
        jobs.stream().filter(job -> job.status().isFinal()).map(GenerationJob::id).toList());
  }

  private DebugEntry entry(GenerationJob job, List<MadeArtifact> made) {
    return new DebugEntry(
        job.tenant(), job.run(), job.step(), job.id().toString(), debug.of(job, made));
  }
}
