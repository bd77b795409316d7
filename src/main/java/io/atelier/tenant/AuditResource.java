package io.atelier.tenant;

import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads the audit trail. */
@RestResource
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class AuditResource {
  private static final int FEW = 50;
  private static final int MOST = 200;

  private final AuditTrail trail;

  @Inject
  public AuditResource(AuditTrail trail) {
    this.trail = trail;
  }

  /** What was done, the newest first. */
  @GET
  @Operation(operationId = "listAudit", summary = "Who did what, the newest first")
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "Whose things it was done to",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "The next of the page before",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
  public Page<AuditEntry> list(@Context UriInfo request) {
    QueryParameters query = QueryParameters.of(request, "tenant", "cursor", "limit");
    return trail.page(
        query.find("tenant").map(TenantId::named),
        query.cursor(AuditResource::entry),
        query.limit(FEW, MOST));
  }

  private static Optional<UUID> entry(Cursor cursor) {
    try {
      UUID id = UUID.fromString(cursor.parts().get(0));
      return Cursor.after(id.toString()).equals(cursor) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
