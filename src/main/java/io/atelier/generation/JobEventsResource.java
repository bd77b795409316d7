package io.atelier.generation;

import io.atelier.event.EventStreams;
import io.atelier.problem.CanonicalId;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Caller;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what becomes of one job. */
@RestResource
@Path("/jobs/{id}/events")
@RolesAllowed({Group.CREATOR, Group.OPERATOR})
@Tag(name = "Events")
public class JobEventsResource {
  private final EventStreams streams;
  private final JobReader reader;
  private final CurrentCaller current;

  @Inject
  public JobEventsResource(EventStreams streams, JobReader reader, CurrentCaller current) {
    this.streams = streams;
    this.reader = reader;
    this.current = current;
  }

  /** All that happened and happens to a job, up to its end. */
  @GET
  @Produces(EventStreams.MEDIA_TYPE)
  @Operation(
      operationId = "streamJobEvents",
      summary = "What becomes of a job, from its beginning to its end, as server-sent events",
      description =
          "With Last-Event-ID from there on; 204 when the job has ended and the client has it all.")
  @Parameter(
      name = EventStreams.LAST_EVENT_ID,
      in = ParameterIn.HEADER,
      description = "The id of the last event the client has",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "For operators: the tenant whose job it is",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The job's events, to its end",
      content =
          @Content(
              mediaType = EventStreams.MEDIA_TYPE,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "one event", value = EventStreams.EXAMPLE)))
  @APIResponse(responseCode = "204", description = "There is no more to come")
  @APIResponse(responseCode = "429", description = "There are too many open streams")
  public void stream(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpServletRequest request,
      @HeaderParam(EventStreams.LAST_EVENT_ID) String lastEventId,
      @Suspended AsyncResponse response) {
    QueryParameters query = QueryParameters.of(uri, "tenant");
    Caller caller = current.get();
    TenantId tenant = EventStreams.tenant(caller, query);
    UUID job = CanonicalId.parse(id).orElseThrow(UnknownJobException::new);
    JobView view = reader.read(job, tenant, false).orElseThrow(UnknownJobException::new);
    boolean settled = JobStatus.valueOf(view.status()).isFinal();
    if (!streams.open(request, caller, tenant, job, settled, lastEventId)) {
      response.resume(Response.noContent().build());
    }
  }
}
