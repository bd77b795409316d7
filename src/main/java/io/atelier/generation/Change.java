package io.atelier.generation;

import io.atelier.artifact.ArtifactStore.Saving;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What is to become of a job in hand.
 *
 * @param results what is saved with it, the main one first
 */
record Change(Work work, Function<GenerationJob, List<Saving>> results, Verb verb) {
  private static final Function<GenerationJob, List<Saving>> NOTHING = job -> List.of();

  /** A change with which nothing is saved. */
  Change(Work work, Verb verb) {
    this(work, NOTHING, verb);
  }

  /** Whether files are saved with it. */
  boolean saves() {
    return results != NOTHING;
  }

  /** Changes the job, and nothing else that outlives a rolled-back transaction. */
  @FunctionalInterface
  interface Verb {
    /** Whether there is anything to tell of it. */
    boolean apply(GenerationJob job, Instant now);
  }
}
