package io.atelier.generation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs whose rows are locked until the transaction ends, and what was in their rows. */
final class HeldJobs {
  private final Map<UUID, GenerationJob> jobs = new HashMap<>();
  private final Map<UUID, List<@Nullable Object>> rows = new HashMap<>();

  void add(GenerationJob job) {
    jobs.put(job.id(), job);
    for (Attempt attempt : job.attempts()) {
      rows.put(attempt.id(), attempt.state());
      attempt.stages().forEach(stage -> rows.put(stage.id(), stage.state()));
    }
  }

  /** That job, unless there is none. */
  Optional<GenerationJob> find(UUID job) {
    return Optional.ofNullable(jobs.get(job));
  }

  /** That job, which there is. */
  GenerationJob get(UUID job) {
    return find(job).orElseThrow();
  }

  /** What was in a row of an attempt or stage; null if it is new. */
  @Nullable List<@Nullable Object> before(UUID row) {
    return rows.get(row);
  }
}
