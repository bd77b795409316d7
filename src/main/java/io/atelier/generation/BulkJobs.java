package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.Actor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does to many jobs what operators want, a part at a time.
 *
 * <p>Whatever is done twice is done once: a job that was retried or cancelled is not meant any
 * more. So a request that nobody heard the answer of may be repeated.
 */
@Dependent
class BulkJobs {
  private final SelectedJobs selected;
  private final BulkChanges changes;
  private final Dispatcher dispatcher;

  @Inject
  BulkJobs(SelectedJobs selected, BulkChanges changes, Dispatcher dispatcher) {
    this.selected = selected;
    this.changes = changes;
    this.dispatcher = dispatcher;
  }

  /**
   * Makes failed jobs once more, the earliest ended first; none that a provider may charge for yet,
   * and none whose step has a newer job.
   */
  BulkOutcome retry(Actor actor, BulkOrder order) {
    SelectedJobs.Counts counts = selected.countFailed(order.selection());
    if (order.dryRun()) {
      return BulkOutcome.counted(
          counts.all(),
          counts.mayBeCharged() == 0
              ? Map.of()
              : Map.of(ErrorCode.POSSIBLE_CHARGE.name(), counts.mayBeCharged()));
    }
    List<SelectedJobs.Selected> page =
        selected.failed(order.selection(), order.after(), order.limit() + 1);
    boolean more = page.size() > order.limit();
    List<SelectedJobs.Selected> some = more ? page.subList(0, order.limit()) : page;
    return toEach(
        some,
        counts.all(),
        more ? BulkOrder.next(some.get(some.size() - 1).position()) : null,
        one -> {
          Acceptance.Accepted again = changes.retry(actor, one, order.selection().json());
          dispatcher.wake(again.queue());
          return again.view().id();
        });
  }

  /** Cancels live jobs: those that wait first. */
  BulkOutcome cancel(Actor actor, BulkOrder order) {
    long matching = selected.countLive(order.selection());
    if (order.dryRun()) {
      return BulkOutcome.counted(matching, Map.of());
    }
    return toEach(
        selected.live(order.selection(), order.limit()),
        matching,
        null,
        one -> changes.cancel(actor, one, order.selection().json()));
  }

  private static BulkOutcome toEach(
      List<SelectedJobs.Selected> some,
      long matching,
      @Nullable String next,
      Function<SelectedJobs.Selected, UUID> change) {
    List<UUID> done = new ArrayList<>();
    Map<String, Long> leftOut = new TreeMap<>();
    for (SelectedJobs.Selected one : some) {
      try {
        done.add(change.apply(one));
      } catch (ProblemException e) {
        leftOut.merge(e.code().name(), 1L, Long::sum);
      }
    }
    return new BulkOutcome(false, matching, done.size(), leftOut, done, next);
  }
}
