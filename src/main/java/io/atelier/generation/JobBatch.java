package io.atelier.generation;

import java.util.List;

/** The jobs of steps that were accepted together, in the order in which they were asked for. */
public record JobBatch(List<JobView> jobs) {
  public JobBatch {
    jobs = List.copyOf(jobs);
  }
}
