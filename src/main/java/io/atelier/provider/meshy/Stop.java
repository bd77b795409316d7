package io.atelier.provider.meshy;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.Outcomes;

/**
 * Deletes a task. That takes away what it may have made, and the provider does not say whether it
 * gives the money back: it is done only where {@code meshy.delete-cancelled} says so, and what it
 * costs then is only possible.
 */
record Stop(MeshySettings settings, MeshyCalls calls) {

  Cancellation stop(ProviderHandle handle) {
    if (!settings.config().getValue("meshy.delete-cancelled", Boolean.class)) {
      return new Cancellation.Refused("a task goes on, or would be deleted with its result");
    }
    Way way = Way.valueOf(handle.state());
    return Outcomes.of(
        () -> calls.delete(way, handle.id()),
        answer -> stopped(answer, way),
        failed -> new Cancellation.Unclear(failed.message()));
  }

  private Cancellation stopped(Answer answer, Way way) {
    if (answer.isSuccess()) {
      return new Cancellation.Stopped(possible(settings.estimate(way)));
    }
    return answer.status() == 404
        ? new Cancellation.Refused("the provider has no such task")
        : new Cancellation.Unclear("HTTP " + answer.status());
  }

  private static ProviderCost possible(ProviderCost estimate) {
    return (estimate.amount() == null ? estimate : estimate.as(CostBasis.POSSIBLE))
        .forWhatWasAsked();
  }
}
