package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads generation jobs. */
@Dependent
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Jobs")
public class JobResource {
  private final JobStore jobs;
  private final JobViews views;
  private final CurrentCaller caller;

  @Inject
  public JobResource(JobStore jobs, JobViews views, CurrentCaller caller) {
    this.jobs = jobs;
    this.views = views;
    this.caller = caller;
  }

  /** One job of the caller's tenant; another tenant's is answered like one that does not exist. */
  @GET
  @Path("/{id}")
  @Transactional
  @Operation(operationId = "getJob", summary = "One job: its status, attempts, costs and artifacts")
  public JobView get(@PathParam("id") String id) {
    return parse(id)
        .flatMap(job -> jobs.find(job, caller.tenant()))
        .map(views::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.NOT_FOUND, "No job has this id, or it is not yours."));
  }

  private static Optional<UUID> parse(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      // fromString also takes shorter forms; a job has one spelling.
      return uuid.toString().equals(id) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
