package io.atelier.generation;

import io.atelier.problem.Cursor;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.problem.QueryParameters;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads and cancels generation jobs. */
@Dependent
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Jobs")
public class JobResource {
  private static final int USUAL_ITEMS = 50;
  private static final int MOST_ITEMS = 200;

  private final JobStore jobs;
  private final JobViews views;
  private final JobList list;
  private final Cancellation cancellation;
  private final CurrentCaller caller;

  @Inject
  public JobResource(
      JobStore jobs,
      JobViews views,
      JobList list,
      Cancellation cancellation,
      CurrentCaller caller) {
    this.jobs = jobs;
    this.views = views;
    this.list = list;
    this.cancellation = cancellation;
    this.caller = caller;
  }

  /** The tenant's jobs, the newest first. */
  @GET
  @Transactional
  @Operation(operationId = "listJobs", summary = "Jobs, the newest first")
  @Parameter(name = "status", in = ParameterIn.QUERY)
  @Parameter(name = "kind", in = ParameterIn.QUERY)
  @Parameter(name = "run", in = ParameterIn.QUERY)
  @Parameter(name = "provider", in = ParameterIn.QUERY)
  @Parameter(name = "cursor", in = ParameterIn.QUERY)
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  public Page<JobView> list(@Context UriInfo request) {
    QueryParameters query =
        QueryParameters.of(request, "status", "kind", "run", "provider", "cursor", "limit");
    int limit = query.limit(USUAL_ITEMS, MOST_ITEMS);
    UUID before = query.cursor(JobResource::key).orElse(null);
    List<GenerationJob> found =
        list.page(caller.tenant(), JobList.Filter.of(query), before, limit + 1);
    Page<GenerationJob> page = Page.of(found, limit, job -> Cursor.after(job.id().toString()));
    return new Page<>(page.items().stream().map(views::of).toList(), page.next());
  }

  /** Cancels a job; its provider may have been paid all the same, and what it delivers is kept. */
  @POST
  @Path("/{id}/cancel")
  @Operation(
      operationId = "cancelJob",
      summary =
          "Cancel a job: its slot is free at once; what a provider still delivers is kept and billed")
  public JobView cancel(@PathParam("id") String id) {
    return cancellation.cancel(caller.tenant(), parse(id).orElseThrow(JobResource::nothing));
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
        .orElseThrow(JobResource::nothing);
  }

  private static Optional<UUID> key(Cursor cursor) {
    return cursor.parts().size() == 1 ? parse(cursor.parts().get(0)) : Optional.empty();
  }

  private static ProblemException nothing() {
    return new ProblemException(ErrorCode.NOT_FOUND, "No job has this id, or it is not yours.");
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
