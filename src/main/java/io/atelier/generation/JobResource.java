package io.atelier.generation;

import io.atelier.problem.CanonicalId;
import io.atelier.problem.Cursor;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.Page;
import io.atelier.problem.Problem;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.ShownTenant;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Shows generation jobs, to a creator the own tenant's and to an operator those of the tenant
 * named; has creators cancel and retry theirs.
 */
@RestResource
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Jobs")
public class JobResource {
  private static final String ACCEPT_CHARGE = "accept_possible_charge";
  private static final int USUAL_ITEMS = 50;
  private static final int MOST_ITEMS = 200;

  private final JobReader reader;
  private final JobAnswers answers;
  private final JobViews views;
  private final JobList list;
  private final Cancellation cancellation;
  private final JobIntake intake;
  private final CurrentCaller caller;
  @Inject ShownTenant shown;
  @Inject SettledJobs settled;

  @Inject
  public JobResource(
      JobReader reader,
      JobAnswers answers,
      JobViews views,
      JobList list,
      Cancellation cancellation,
      JobIntake intake,
      CurrentCaller caller) {
    this.reader = reader;
    this.answers = answers;
    this.views = views;
    this.list = list;
    this.cancellation = cancellation;
    this.intake = intake;
    this.caller = caller;
  }

  /** The tenant's jobs, the newest first; what they made is for its creators alone. */
  @GET
  @RolesAllowed({Group.CREATOR, Group.OPERATOR})
  @Transactional
  @Operation(operationId = "listJobs", summary = "Jobs, the newest first")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "Those that are in it",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {
                "PENDING",
                "PROCESSING",
                "CANCELLING",
                "COMPLETED",
                "FAILED",
                "TIMED_OUT",
                "CANCELLED"
              }))
  @Parameter(
      name = "kind",
      in = ParameterIn.QUERY,
      description = "Those that make it",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"video", "sfx", "bgm", "model_3d", "image"}))
  @Parameter(name = "run", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "provider", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "For operators: the tenant whose jobs they are",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  public Page<JobView> list(@Context UriInfo request) {
    QueryParameters query =
        QueryParameters.of(
            request, "status", "kind", "run", "provider", "tenant", "cursor", "limit");
    TenantId tenant = shown.of(query).orElseThrow(UnknownJobException::new);
    int limit = query.limit(USUAL_ITEMS, MOST_ITEMS);
    UUID before = query.cursor(JobResource::key).orElse(null);
    List<GenerationJob> found = list.page(tenant, JobList.Filter.of(query), before, limit + 1);
    Page<GenerationJob> page = Page.of(found, limit, job -> Cursor.after(job.id().toString()));
    return new Page<>(views.of(page.items(), shown.isCallers(tenant)), page.next());
  }

  /** Cancels a job; its provider may have been paid all the same, and what it delivers is kept. */
  @POST
  @Path("/{id}/cancel")
  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description = "Its slot is free at once; what a provider still delivers is kept and billed.")
  @APIResponse(
      responseCode = "200",
      description = "The job, which is cancelled or about to be",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @APIResponse(responseCode = "409", description = "The job has ended already")
  public JobView cancel(@PathParam("id") String id) {
    return settled.cancelled(
        cancellation.cancel(
            caller.tenant(), CanonicalId.parse(id).orElseThrow(UnknownJobException::new)));
  }

  /** Makes what a job was to make once more, as a new job. */
  @POST
  @Path("/{id}/retry")
  @Operation(
      operationId = "retryJob",
      summary = "Make it once more, as a new job",
      description =
          "Of a job that ended without a result. Where the first may be charged, the body has to"
              + " accept that.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted and committed: the new job",
      headers =
          @Header(
              name = "Location",
              description = "Where the new job is",
              schema = @Schema(type = SchemaType.STRING, format = "uri")),
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @APIResponse(
      responseCode = "402",
      description = "The tenant's budget does not allow it; budget says what is left",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description = "It has not ended or has a result, may be charged, or its step has another job")
  @APIResponse(responseCode = "422", description = "No provider on the route can make it")
  public Response retry(
      @PathParam("id") String id,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = RetryRequest.class),
                      examples =
                          @ExampleObject(
                              name = "whatever it costs",
                              value = "{\"accept_possible_charge\":true}")))
          InputStream body)
      throws IOException {
    JobView job =
        intake.retry(
            caller.tenant(),
            CanonicalId.parse(id).orElseThrow(UnknownJobException::new),
            accepted(body));
    return Response.accepted(job).location(job.links().get("self")).build();
  }

  private static boolean accepted(InputStream body) throws IOException {
    JsonValue value =
        JsonBody.readIfAny(body, List.of(ACCEPT_CHARGE))
            .getOrDefault(ACCEPT_CHARGE, JsonValue.FALSE);
    if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
      throw new InvalidFieldException(ACCEPT_CHARGE, "must be true or false");
    }
    return value.equals(JsonValue.TRUE);
  }

  /**
   * One job of the caller's tenant, or to an operator of the tenant named, without what it made;
   * another tenant's is answered like one that does not exist. With {@code Prefer: wait=30} the
   * answer waits until the job has ended, a minute at most.
   */
  @GET
  @RolesAllowed({Group.CREATOR, Group.OPERATOR})
  @Path("/{id}")
  @Operation(
      operationId = "getJob",
      summary = "One job: its status, attempts, costs and artifacts",
      description = "With Prefer: wait=30 the answer waits for its end, 60 seconds at most.")
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "For operators: the tenant whose job it is",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The job as it stands",
      headers =
          @Header(
              name = "Preference-Applied",
              description = "How long it would have been waited for",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = JobView.class)))
  public void get(
      @PathParam("id") String id,
      @Parameter(schema = @Schema(type = SchemaType.STRING, examples = "wait=30"))
          @HeaderParam("Prefer")
          List<String> prefer,
      @Context UriInfo request,
      @Suspended AsyncResponse response) {
    TenantId tenant =
        shown.of(QueryParameters.of(request, "tenant")).orElseThrow(UnknownJobException::new);
    UUID job = CanonicalId.parse(id).orElseThrow(UnknownJobException::new);
    boolean withArtifacts = shown.isCallers(tenant); // now: later there is no request
    answers.resume(
        response, job, () -> reader.read(job, tenant, withArtifacts), Patience.of(prefer));
  }

  private static Optional<UUID> key(Cursor cursor) {
    return cursor.parts().size() == 1 ? CanonicalId.parse(cursor.parts().get(0)) : Optional.empty();
  }
}
