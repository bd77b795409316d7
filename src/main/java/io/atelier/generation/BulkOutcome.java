package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order about many jobs.
 *
 * @param dryRun whether they were only counted
 * @param matching how many the filter means, before anything was done, whatever the limit
 * @param done how many it was done to, by this request
 * @param leftOut how many it was not done to, by the code of the reason; in a dry run of all that
 *     match, else of those that this request came to
 * @param jobs whom it was done to; of a retry the new jobs
 * @param next where to go on; null where there is no more
 */
@JsonbPropertyOrder({"dryRun", "matching", "done", "leftOut", "jobs", "next"})
public record BulkOutcome(
    boolean dryRun,
    long matching,
    long done,
    Map<String, Long> leftOut,
    List<UUID> jobs,
    @Nullable String next) {

  /** What is counted and not done. */
  static BulkOutcome counted(long matching, Map<String, Long> leftOut) {
    return new BulkOutcome(true, matching, 0, leftOut, List.of(), null);
  }
}
