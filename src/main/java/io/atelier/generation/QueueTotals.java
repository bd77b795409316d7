package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/** How full the queues are, all tenants together, by provider and kind. */
@Dependent
public class QueueTotals {
  private final LiveQueues live;

  @Inject
  QueueTotals(LiveQueues live) {
    this.live = live;
  }

  /** Those that have jobs, in the order of their names. */
  public List<QueueTotal> all() {
    return live.sizes().entrySet().stream()
        .map(
            queue ->
                new QueueTotal(
                    queue.getKey().provider(),
                    queue.getKey().kind().jsonName(),
                    queue.getValue().waiting(),
                    queue.getValue().running(),
                    queue.getValue().oldestWait()))
        .sorted(Comparator.comparing(QueueTotal::provider).thenComparing(QueueTotal::kind))
        .toList();
  }

  /**
   * All tenants' queues of a kind at a provider.
   *
   * @param oldestWaitSeconds since the oldest job that waits was accepted; 0 if none waits
   */
  public record QueueTotal(
      String provider, String kind, long waiting, long inFlight, double oldestWaitSeconds) {}
}
