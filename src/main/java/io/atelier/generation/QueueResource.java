package io.atelier.generation;

import io.atelier.problem.Page;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows operators the queues as they are now. */
@RestResource
@Path("/queues")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class QueueResource {
  private static final int FEW = 100;
  private static final int MOST = 1000;

  private final QueueOverview overview;

  @Inject
  public QueueResource(QueueOverview overview) {
    this.overview = overview;
  }

  /** The queues with jobs waiting or under way, by provider, kind and tenant. */
  @GET
  @Operation(
      operationId = "listQueues",
      summary = "The queues with jobs in them: depth, in flight, oldest wait, and what for",
      description =
          "A queue is a tenant's jobs of one kind at one provider. One that is not listed is empty."
              + " For operators.")
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "This tenant's queues only",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "provider",
      in = ParameterIn.QUERY,
      description = "Queues of this provider only",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "kind",
      in = ParameterIn.QUERY,
      description = "Queues of this kind only",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"video", "sfx", "bgm", "model_3d", "image"}))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "The next of the page before",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "How many at most",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
  @APIResponse(
      responseCode = "200",
      description = "A page of queues, in the order of provider, kind and tenant",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = QueuePage.class),
              examples =
                  @ExampleObject(
                      name = "a queue that waits for slots",
                      value =
                          """
                          {"items":[{"tenant":"acme","provider":"meshy","kind":"model_3d","depth":17,
                          "in_flight":2,"limit":2,"oldest_accepted_at":"2026-11-28T20:14:05Z",
                          "oldest_wait_seconds":311,"waiting_for":"slot"}],"next":null}\
                          """)))
  public Page<QueueView> list(@Context UriInfo request) {
    QueryParameters query =
        QueryParameters.of(request, "tenant", "provider", "kind", "cursor", "limit");
    return overview.page(
        new QueueFilter(
            query.find("tenant").map(TenantId::named).orElse(null),
            query.find("provider").map(Filters::provider).orElse(null),
            query.find("kind").map(Filters::kind).orElse(null)),
        query.cursor(QueueOverview::cursor),
        query.limit(FEW, MOST));
  }

  /** A page of queues, as the API's description shows it. */
  public record QueuePage(List<QueueView> items, @Nullable String next) {}
}
