package io.atelier.tenant;

import io.atelier.problem.Cursor;
import io.atelier.problem.JsonBody;
import io.atelier.problem.Page;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists tenants, and shows and changes all that is set for one. */
@RestResource
@Path("/tenants")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class TenantResource {
  private static final int FEW = 100;
  private static final int MOST = 1000;

  private final KnownTenants known;
  private final TenantDocuments documents;
  private final CurrentCaller caller;

  @Inject
  public TenantResource(KnownTenants known, TenantDocuments documents, CurrentCaller caller) {
    this.known = known;
    this.documents = documents;
    this.caller = caller;
  }

  /** The tenants that anything is known of. */
  @GET
  @Operation(
      operationId = "listTenants",
      summary = "The tenants that asked for anything, or for whom something is set",
      description =
          "In the order of their names. A tenant that is not listed is one all the same: whoever"
              + " has a token of it may begin, with the defaults. For operators.")
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
      description = "A page of tenants",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantPage.class),
              examples =
                  @ExampleObject(
                      name = "one tenant",
                      value =
                          "{\"items\":[{\"tenant\":\"acme\",\"closed\":false,"
                              + "\"settings\":[\"generation\"]}],\"next\":null}")))
  public Page<KnownTenant> list(@Context UriInfo request) {
    QueryParameters query = QueryParameters.of(request, "cursor", "limit");
    return known.page(query.cursor(TenantResource::tenant), query.limit(FEW, MOST));
  }

  private static Optional<TenantId> tenant(Cursor cursor) {
    return cursor.parts().size() == 1 ? TenantId.parse(cursor.parts().get(0)) : Optional.empty();
  }

  /** All that is set for a tenant, and what holds for it. */
  @GET
  @Path("/{tenant}")
  @Operation(
      operationId = "getTenant",
      summary = "A tenant: what is set for it, what holds, and where the rest of it is",
      description =
          "One that asked for nothing yet, and for whom nothing is set, is shown with the defaults"
              + " and as known: false. The ETag is what a change may name in If-Match. For"
              + " operators.")
  @APIResponse(
      responseCode = "200",
      description = "The tenant",
      content = @Content(schema = @Schema(implementation = TenantView.class)))
  public Response get(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant) {
    return answer(documents.find(TenantId.named(tenant)));
  }

  /** Sets all that is to be set for a tenant. */
  @PUT
  @OnAllNodes
  @Path("/{tenant}")
  @Operation(
      operationId = "putTenant",
      summary =
          "Set all of a tenant's settings: limits and routes, storage quota, budget," + " access",
      description =
          "All of them at once or none. Each that is sent replaces the one before, and each that is"
              + " left out goes back to the configuration, a budget to none: send what GET shows in settings, with"
              + " what is to be changed, and its ETag in If-Match. For operators; audited with what"
              + " was before and after.")
  @APIResponse(
      responseCode = "200",
      description = "The tenant as it is now",
      content = @Content(schema = @Schema(implementation = TenantView.class)))
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public Response put(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = TenantChange.class),
                      examples =
                          @ExampleObject(
                              name = "a route, a limit, a quota and a budget",
                              value =
                                  """
                                  {"settings":{
                                  "generation":{"image":{"limit":8,"providers":["nano-banana"]}},
                                  "storage":{"quota_bytes":50000000000},
                                  "budget":{"currency":"USD","month":{"hard":"200"}}}}\
                                  """)))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    return answer(
        documents.put(Actor.of(caller.get()), id, JsonBody.read(body), IfMatch.of(condition)));
  }

  private static Response answer(TenantDocuments.Versioned tenant) {
    return Response.ok(tenant.view()).header(HttpHeaders.ETAG, tenant.tag()).build();
  }

  /** A page of tenants, as the API's description shows it. */
  public record TenantPage(List<KnownTenant> items, @Nullable String next) {}
}
