package io.atelier.artifact;

import io.atelier.problem.JsonBody;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Actor;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.OnAllNodes;
import io.atelier.tenant.SettingVersion;
import io.atelier.tenant.SettingsEditor;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** Sets how much tenants may keep. */
@RestResource
@Path("/tenants/{tenant}/storage")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class QuotaResource {
  private final StorageSetting setting;
  private final SettingsEditor editor;
  private final CurrentCaller caller;

  @Inject
  public QuotaResource(StorageSetting setting, SettingsEditor editor, CurrentCaller caller) {
    this.setting = setting;
    this.editor = editor;
    this.caller = caller;
  }

  /** How much a tenant may keep, be it set or the default. */
  @GET
  @Operation(
      operationId = "getTenantStorage",
      summary = "How many bytes a tenant may keep",
      description = "The ETag is what a change may name in If-Match. For operators.")
  @APIResponse(
      responseCode = "200",
      description = "What holds, be it set or the default",
      content = @Content(schema = @Schema(implementation = Quota.class)))
  public Response get(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant) {
    return answer(editor.find(setting, TenantId.named(tenant)));
  }

  /** Sets how much a tenant may keep. */
  @PUT
  @OnAllNodes
  @Operation(
      operationId = "putTenantStorage",
      summary = "Set how many bytes a tenant may keep; null for any number",
      description =
          "Bytes on the disk count. Above it steps and uploads are refused with QUOTA_EXCEEDED;"
              + " what was accepted before is made and kept. For operators; audited.")
  @APIResponse(
      responseCode = "200",
      description = "What holds now",
      content = @Content(schema = @Schema(implementation = Quota.class)))
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public Response put(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Quota.class)))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    return answer(
        editor.put(
            Actor.of(caller.get()), setting, id, JsonBody.read(body), IfMatch.of(condition)));
  }

  /** Takes a tenant's own quota away; answers the default, which counts again. */
  @DELETE
  @OnAllNodes
  @Operation(
      operationId = "deleteTenantStorage",
      summary = "Let the default say again how many bytes a tenant may keep",
      description = "For operators; audited.")
  @APIResponse(
      responseCode = "200",
      description = "The default",
      content = @Content(schema = @Schema(implementation = Quota.class)))
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public Response reset(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition) {
    return answer(
        editor.remove(
            Actor.of(caller.get()), setting, TenantId.named(tenant), IfMatch.of(condition)));
  }

  private Response answer(SettingVersion version) {
    return Response.ok(new Quota(setting.quotaBytes(version.document()).orElse(null)))
        .header(HttpHeaders.ETAG, version.tag())
        .build();
  }
}
