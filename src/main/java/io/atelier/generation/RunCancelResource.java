package io.atelier.generation;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.Page;
import io.atelier.problem.RestResource;
import io.atelier.run.RunId;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Cancels what a run still waits for. */
@RestResource
@Path("/runs/{run}/cancel")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Jobs")
public class RunCancelResource {
  private final Cancellation cancellation;
  private final SettledJobs settled;
  private final CurrentCaller caller;

  @Inject
  public RunCancelResource(Cancellation cancellation, SettledJobs settled, CurrentCaller caller) {
    this.cancellation = cancellation;
    this.settled = settled;
    this.caller = caller;
  }

  /** Cancels all of the run's jobs that are not settled; answers those. */
  @POST
  @Operation(operationId = "cancelRun", summary = "Cancel all of a run's jobs that are not settled")
  public Page<JobView> cancel(@PathParam("run") String run) {
    RunId id =
        RunId.parse(run)
            .orElseThrow(() -> new InvalidFieldException("run", "must match " + RunId.PATTERN));
    return new Page<>(
        cancellation.cancelAll(caller.tenant(), id).stream().map(settled::cancelled).toList(),
        null);
  }
}
