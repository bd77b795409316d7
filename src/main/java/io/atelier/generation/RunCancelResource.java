package io.atelier.generation;

import io.atelier.problem.InvalidFieldException;
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
  private final RunCancellation runs;
  private final CurrentCaller caller;

  @Inject
  public RunCancelResource(RunCancellation runs, CurrentCaller caller) {
    this.runs = runs;
    this.caller = caller;
  }

  /** Cancels all of the run's jobs that are not settled; answers how many, and the newest. */
  @POST
  @Operation(
      operationId = "cancelRun",
      summary = "Cancel all of a run's jobs that are not settled",
      description =
          "Those that wait before those under way, a part at a time. What a provider has of them"
              + " already may be charged, and is watched and kept, as with the cancellation of one."
              + " Answers how many it cancelled, and the newest hundred of them; where there are more,"
              + " `next` is the cursor behind which `GET /jobs?run=…&cursor=…` lists them, with the"
              + " run's other jobs, newest first. A request whose answer was lost may be repeated: what is cancelled"
              + " is not counted again.")
  public CancelledRun cancel(@PathParam("run") String run) {
    RunId id =
        RunId.parse(run)
            .orElseThrow(() -> new InvalidFieldException("run", "must match " + RunId.PATTERN));
    return runs.cancel(caller.tenant(), id);
  }
}
