package io.atelier.skill;

import io.atelier.generation.IdempotencyKey;
import io.atelier.generation.JobBatch;
import io.atelier.generation.JobIntake;
import io.atelier.generation.JobOrder;
import io.atelier.generation.JobView;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.Problem;
import io.atelier.problem.RestResource;
import io.atelier.run.RunId;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.PublicAddress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes a workflow's steps. */
@RestResource
@Path("/runs/{run}/steps")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Steps")
public class StepResource {
  private final JobIntake intake;
  private final CurrentCaller caller;
  private final PublicAddress address;

  @Inject
  public StepResource(JobIntake intake, CurrentCaller caller, PublicAddress address) {
    this.intake = intake;
    this.caller = caller;
    this.address = address;
  }

  /**
   * Accepts a step, or up to a hundred as {@code {"steps":[…]}}, all or none; when 202 is answered,
   * the jobs are committed.
   */
  @POST
  @Operation(
      operationId = "createStep",
      summary = "Ask for media: one step, or several, all or none",
      description =
          "Answered when it is committed; what becomes of it, its job tells. Up to 100 steps are"
              + " asked for at once as {\"steps\":[…]}.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted and committed: the job, or the jobs in the order of the steps",
      headers = {
        @Header(
            name = "Location",
            description = "Where the job is; absent for several",
            schema = @Schema(type = SchemaType.STRING, format = "uri")),
        @Header(
            name = "Idempotency-Replayed",
            description = "Whether an earlier request with the key was answered like this",
            schema = @Schema(type = SchemaType.BOOLEAN))
      },
      content = @Content(schema = @Schema(anyOf = {JobView.class, JobBatch.class})))
  @APIResponse(
      responseCode = "402",
      description = "The tenant's budget does not allow it; budget says what is left",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description = "The step has a job that is not settled, or the same key is being answered")
  @APIResponse(
      responseCode = "422",
      description = "No provider on the route can make it, or the key named another request")
  @APIResponse(responseCode = "503", description = "The asset store is full")
  public Response create(
      @PathParam("run") String run,
      @HeaderParam("Idempotency-Key") String key,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "StepRequest")))
          InputStream body)
      throws IOException {
    RunId id =
        RunId.parse(run)
            .orElseThrow(() -> new InvalidFieldException("run", "must match " + RunId.PATTERN));
    JsonObject order = JsonBody.read(body);
    if (StepOrder.isBatch(order)) {
      return createAll(StepOrder.readAll(caller.tenant(), id, order), key, id + "\n" + order);
    }
    JobOrder read = StepOrder.read(caller.tenant(), id, order);
    if (key == null) {
      JobView job = intake.accept(read);
      return accepted(job.id(), job).build();
    }
    JobIntake.Answer answer = intake.accept(read, IdempotencyKey.of(key, id + "\n" + order));
    return accepted(answer.job(), answer.json())
        .header("Idempotency-Replayed", answer.replayed())
        .build();
  }

  // Without a Location: there are several.
  private Response createAll(List<JobOrder> orders, String key, String request) {
    if (key == null) {
      return Response.accepted(intake.accept(orders)).build();
    }
    JobIntake.Answer answer = intake.accept(orders, IdempotencyKey.of(key, request));
    return Response.accepted(answer.json())
        .header("Idempotency-Replayed", answer.replayed())
        .build();
  }

  private Response.ResponseBuilder accepted(UUID job, Object entity) {
    return Response.accepted(entity).location(address.of("/api/v1/jobs/" + job));
  }
}
