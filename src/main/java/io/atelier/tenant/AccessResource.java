package io.atelier.tenant;

import io.atelier.problem.JsonBody;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Closes tenants and opens them again. */
@RestResource
@Path("/tenants/{tenant}/access")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class AccessResource {
  private final AccessSetting access;
  private final SettingsEditor editor;
  private final CurrentCaller caller;

  @Inject
  public AccessResource(AccessSetting access, SettingsEditor editor, CurrentCaller caller) {
    this.access = access;
    this.editor = editor;
    this.caller = caller;
  }

  /** Whether a tenant is closed; one that nobody closed is open. */
  @GET
  @EvenWhenClosed
  @Operation(
      operationId = "getTenantAccess",
      summary = "Whether a tenant is closed",
      description = "The ETag is what a change may name in If-Match. For operators.")
  @APIResponse(
      responseCode = "200",
      description = "Whether it is closed",
      content = @Content(schema = @Schema(implementation = Access.class)))
  public Response get(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant) {
    return answer(editor.find(access, TenantId.named(tenant)));
  }

  /** Closes a tenant, or opens it. */
  @PUT
  @OnAllNodes
  @EvenWhenClosed
  @Operation(
      operationId = "putTenantAccess",
      summary = "Close a tenant, or open it again",
      description =
          "A closed tenant's tokens and signed URLs are refused with TENANT_CLOSED. Jobs in flight"
              + " go on. For operators; audited.")
  @APIResponse(
      responseCode = "200",
      description = "Whether it is closed now",
      content = @Content(schema = @Schema(implementation = Access.class)))
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public Response put(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Access.class)))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    return answer(
        editor.put(Actor.of(caller.get()), access, id, JsonBody.read(body), IfMatch.of(condition)));
  }

  private static Response answer(SettingVersion version) {
    return Response.ok(new Access(AccessSetting.isClosed(version.document())))
        .header(HttpHeaders.ETAG, version.tag())
        .build();
  }
}
