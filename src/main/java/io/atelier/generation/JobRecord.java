package io.atelier.generation;

import io.atelier.run.DebugEntry;
import io.atelier.run.Runs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

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

  @Inject
  JobRecord(JobCosts costs, Runs runs, DebugOutput debug, JobEvents events) {
    this.costs = costs;
    this.runs = runs;
    this.debug = debug;
    this.events = events;
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
    runs.debug(
        jobs.stream()
            .map(
                job ->
                    new DebugEntry(
                        job.tenant(), job.run(), job.step(), job.id().toString(), debug.of(job)))
            .toList());
  }
}
