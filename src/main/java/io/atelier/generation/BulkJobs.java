package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.Actor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Does to many jobs what operators want, a part at a time.
 *
 * <p>Whatever is done twice is done once: a job that was retried or cancelled is not meant any
 * more. So a request that nobody heard the answer of may be repeated.
 */
@Dependent
class BulkJobs {
  private static final Logger LOG = System.getLogger(BulkJobs.class.getName());

  private final SelectedJobs selected;
  private final BulkChanges changes;
  private final Dispatcher dispatcher;
  @Inject JobMetrics metrics;
  @Inject SettledJobs settled;

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
    long matching = selected.countFailed(order.selection());
    if (order.dryRun()) {
      long mayBeCharged = selected.countMayBeCharged(order.selection());
      return BulkOutcome.counted(
          matching,
          mayBeCharged == 0 ? Map.of() : Map.of(ErrorCode.POSSIBLE_CHARGE.name(), mayBeCharged));
    }
    return toEach(
        selected.failed(order.selection(), order.after(), order.limit() + 1),
        order,
        matching,
        one -> {
          Acceptance.Accepted again = changes.retry(actor, one, order.selection().json());
          metrics.accepted(again.queue());
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
        selected.live(order.selection(), order.after(), order.limit() + 1),
        order,
        matching,
        one -> settled.cancelled(changes.cancel(actor, one, order.selection().json())).id());
  }

  // One more than the limit says that there are more.
  private static BulkOutcome toEach(
      List<SelectedJobs.Selected> found,
      BulkOrder order,
      long matching,
      Function<SelectedJobs.Selected, UUID> change) {
    boolean more = found.size() > order.limit();
    List<SelectedJobs.Selected> some = more ? found.subList(0, order.limit()) : found;
    String next = more ? BulkOrder.next(some.getLast().position()) : null;
    List<UUID> done = new ArrayList<>();
    Map<String, Long> leftOut = new TreeMap<>();
    for (SelectedJobs.Selected one : some) {
      try {
        done.add(change.apply(one));
      } catch (ProblemException e) {
        leftOut.merge(e.code().name(), 1L, Long::sum);
      } catch (RuntimeException e) {
        // What was done to the others is done: they are to be told of.
        LOG.log(Level.ERROR, "What an operator wants could not be done to job " + one.job(), e);
        leftOut.merge(ErrorCode.INTERNAL_ERROR.name(), 1L, Long::sum);
      }
    }
    return new BulkOutcome(false, matching, done.size(), leftOut, done, next);
  }
}
