package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Closes tenants and opens them again. */
@Dependent
@Path("/tenants/{tenant}/access")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class AccessResource {
  private static final String CLOSED = "closed";

  private final TenantAccess access;
  private final Tenants tenants;
  private final CurrentCaller caller;

  @Inject
  public AccessResource(TenantAccess access, Tenants tenants, CurrentCaller caller) {
    this.access = access;
    this.tenants = tenants;
    this.caller = caller;
  }

  /** Whether a tenant is closed; one that nobody closed is open. */
  @GET
  @EvenWhenClosed
  @Operation(operationId = "getTenantAccess", summary = "Whether a tenant is closed")
  public Access get(@PathParam("tenant") String tenant) {
    return new Access(access.isClosed(TenantId.named(tenant)));
  }

  /** Closes a tenant, or opens it. */
  @PUT
  @EvenWhenClosed
  @Operation(
      operationId = "putTenantAccess",
      summary = "Close a tenant, or open it again",
      description =
          "A closed tenant's tokens and signed URLs are refused with TENANT_CLOSED within two"
              + " seconds. Jobs in flight go on.")
  public Access put(
      @PathParam("tenant") String tenant,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Access.class)))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    boolean close = closed(JsonBody.read(body, List.of(CLOSED)));
    tenants.change(caller.get(), id, close);
    return new Access(close);
  }

  private static boolean closed(JsonObject body) {
    JsonValue closed = body.get(CLOSED);
    if (closed == null) {
      throw new ProblemException(ErrorCode.MISSING_FIELD, CLOSED, CLOSED + " is required.");
    }
    if (!closed.equals(JsonValue.TRUE) && !closed.equals(JsonValue.FALSE)) {
      throw new InvalidFieldException(CLOSED, "must be true or false");
    }
    return closed.equals(JsonValue.TRUE);
  }

  /** The document {@code access} of a tenant. */
  public record Access(boolean closed) {}
}
