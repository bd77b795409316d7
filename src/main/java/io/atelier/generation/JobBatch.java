package io.atelier.generation;

import java.util.List;

/** The jobs of steps that were accepted together, in the order in which they were asked for. */
public record JobBatch(List<JobView> jobs) {
  /** The field of a request in which they are asked for. */
  public static final String STEPS = "steps";

  public JobBatch {
    jobs = List.copyOf(jobs);
  }

  /** How problems name the step at that place, from 0: {@code steps[0]}. */
  public static String path(int place) {
    return STEPS + "[" + place + "]";
  }
}
