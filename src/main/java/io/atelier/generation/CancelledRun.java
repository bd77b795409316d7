package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run's cancellation came to.
 *
 * @param count how many jobs it cancelled, or has their providers told to stop
 * @param items the newest hundred of them, as lists of jobs have them in order
 * @param next the {@code cursor} behind which {@code GET /jobs?run=…} lists the others, among all
 *     jobs of the run; null where these are all
 */
@JsonbPropertyOrder({"count", "items", "next"})
public record CancelledRun(long count, List<JobView> items, @Nullable String next) {
  public CancelledRun {
    items = List.copyOf(items);
  }
}
