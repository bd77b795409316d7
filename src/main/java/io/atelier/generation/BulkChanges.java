package io.atelier.generation;

import io.atelier.cost.Budgets;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.Actor;
import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Tenants;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * The transactions of orders about many jobs: one for each, with its line in the audit trail, so
 * that what was done is done whatever comes after.
 */
@Dependent
class BulkChanges {
  private final Acceptance acceptance;
  private final Cancellation cancellation;
  private final Tenants tenants;
  private final AuditTrail audit;

  @Inject Budgets budgets;

  @Inject
  BulkChanges(Acceptance acceptance, Cancellation cancellation, Tenants tenants, AuditTrail audit) {
    this.acceptance = acceptance;
    this.cancellation = cancellation;
    this.tenants = tenants;
    this.audit = audit;
  }

  /**
   * Makes one more of a failed job, unless its step went on without it.
   *
   * @throws ProblemException if it cannot be made once more
   */
  @Transactional
  Acceptance.Accepted retry(Actor actor, SelectedJobs.Selected selected, JsonObject filter) {
    if (tenants.isClosed(selected.tenant())) {
      throw new ProblemException(ErrorCode.TENANT_CLOSED, "The job's tenant is closed.");
    }
    budgets.hold(List.of(selected.tenant()));
    Acceptance.Accepted again = acceptance.retry(selected.tenant(), selected.job(), false);
    audit.record(
        actor,
        selected.tenant(),
        "job-retry",
        Json.createObjectBuilder(detail(selected, filter))
            .add("retry", again.view().id().toString())
            .build());
    return again;
  }

  /**
   * Cancels a live job.
   *
   * @throws ProblemException {@code JOB_SETTLED} if it ended meanwhile, or somebody else cancelled
   *     it
   */
  @Transactional
  Cancellation.Cancelled cancel(Actor actor, SelectedJobs.Selected selected, JsonObject filter) {
    Cancellation.Cancelled cancelled = cancellation.cancel(selected.tenant(), selected.job());
    if (!cancelled.changed()) {
      throw new ProblemException(ErrorCode.JOB_SETTLED, "Somebody else cancelled the job.");
    }
    audit.record(actor, selected.tenant(), "job-cancel", detail(selected, filter));
    return cancelled;
  }

  private static JsonObject detail(SelectedJobs.Selected selected, JsonObject filter) {
    return Json.createObjectBuilder()
        .add("job", selected.job().toString())
        .add("filter", filter)
        .build();
  }
}
