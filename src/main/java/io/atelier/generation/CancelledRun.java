package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * What a run's cancellation came to.
 *
 * @param count how many jobs it cancelled, or has their providers told to stop
 * @param items the first hundred of them; all can be listed by their run
 */
@JsonbPropertyOrder({"count", "items"})
public record CancelledRun(long count, List<JobView> items) {
  public CancelledRun {
    items = List.copyOf(items);
  }
}
