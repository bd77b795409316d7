package io.atelier.generation;

import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sets how tenants' jobs are run: limits, times and routes by kind of media (FR-017, FR-019). */
@Dependent
@Path("/tenants/{tenant}/generation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class TenantPolicyResource {
  private final TenantPolicies stored;
  private final TenantPolicyReader reader;
  private final Policies policies;
  private final CurrentCaller caller;

  @Inject
  public TenantPolicyResource(
      TenantPolicies stored, TenantPolicyReader reader, Policies policies, CurrentCaller caller) {
    this.stored = stored;
    this.reader = reader;
    this.policies = policies;
    this.caller = caller;
  }

  /** What is set for a tenant in place of the configuration; an empty object if nothing is. */
  @GET
  @Operation(operationId = "getTenantGeneration", summary = "What is set for a tenant's jobs")
  public JsonObject get(@PathParam("tenant") String tenant) {
    return stored.document(TenantId.named(tenant));
  }

  /** Sets it for jobs that are not under way yet; what is left out is as configured. */
  @PUT
  @Operation(
      operationId = "putTenantGeneration",
      summary = "Set limits, times and routes of a tenant's jobs, by kind of media",
      description = "Replaces what was set before; {} goes back to the configuration.")
  public JsonObject put(
      @PathParam("tenant") String tenant,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = SchemaType.OBJECT),
                      examples =
                          @ExampleObject(
                              name = "more images at once",
                              value = "{\"image\":{\"limit\":8,\"timeout_seconds\":90}}")))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    JsonObject document = reader.read(body);
    stored.change(caller.get(), id, document);
    policies.changed(id);
    return document;
  }
}
