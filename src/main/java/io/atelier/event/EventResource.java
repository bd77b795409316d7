package io.atelier.event;

import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Caller;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells a tenant what happens, while it happens. */
@RestResource
@Path("/events")
@RolesAllowed({Group.CREATOR, Group.OPERATOR})
@Tag(name = "Events")
public class EventResource {
  private final EventStreams streams;
  private final CurrentCaller current;

  @Inject
  public EventResource(EventStreams streams, CurrentCaller current) {
    this.streams = streams;
    this.current = current;
  }

  /** All that happens to the tenant's jobs from now on, or from where the client was. */
  @GET
  @Produces(EventStreams.MEDIA_TYPE)
  @Operation(
      operationId = "streamEvents",
      summary = "What happens from now on, as server-sent events",
      description =
          "With Last-Event-ID from there on: nothing is skipped and nothing repeated, whichever"
              + " node answers. The stream ends with its token. The data of each event is its"
              + " JSON.")
  @Parameter(
      name = EventStreams.LAST_EVENT_ID,
      in = ParameterIn.HEADER,
      description = "The id of the last event the client has",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "run",
      in = ParameterIn.QUERY,
      description = "This run's only",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "type",
      in = ParameterIn.QUERY,
      description = "These types only, with commas between",
      schema = @Schema(type = SchemaType.STRING, examples = "job.completed,job.failed"))
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "For operators: this tenant's instead of the own",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The events, until the client hangs up",
      content =
          @Content(
              mediaType = EventStreams.MEDIA_TYPE,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "one event", value = EventStreams.EXAMPLE)))
  @APIResponse(responseCode = "429", description = "There are too many open streams")
  public void stream(
      @Context UriInfo uri,
      @Context HttpServletRequest request,
      @HeaderParam(EventStreams.LAST_EVENT_ID) String lastEventId,
      @Suspended AsyncResponse response) {
    QueryParameters query = QueryParameters.of(uri, "run", "type", "tenant");
    Caller caller = current.get();
    streams.open(
        request, caller, EventFilter.of(EventStreams.tenant(caller, query), query), lastEventId);
  }
}
