package io.atelier.generation;

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
import jakarta.json.JsonValue;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sets how tenants' jobs are run: limits, times and routes by kind of media (FR-017, FR-019). */
@RestResource
@Path("/tenants/{tenant}/generation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class TenantPolicyResource {
  private final GenerationSetting setting;
  private final SettingsEditor editor;
  private final CurrentCaller caller;

  @Inject
  public TenantPolicyResource(
      GenerationSetting setting, SettingsEditor editor, CurrentCaller caller) {
    this.setting = setting;
    this.editor = editor;
    this.caller = caller;
  }

  /** What is set for a tenant in place of the configuration; an empty object if nothing is. */
  @GET
  @Operation(
      operationId = "getTenantGeneration",
      summary = "What is set for a tenant's jobs",
      description = "The ETag is what a change may name in If-Match. For operators.")
  @APIResponse(
      responseCode = "200",
      description = "What is set, by kind of media; {} where nothing is",
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "more images at once",
                      value = "{\"image\":{\"limit\":8,\"timeout_seconds\":90}}")))
  public Response get(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant) {
    return answer(editor.find(setting, TenantId.named(tenant)));
  }

  /** Sets it for jobs that are not under way yet; what is left out is as configured. */
  @PUT
  @OnAllNodes
  @Operation(
      operationId = "putTenantGeneration",
      summary = "Set limits, times and routes of a tenant's jobs, by kind of media",
      description =
          "Replaces what was set before; {} goes back to the configuration. For operators;"
              + " audited.")
  @APIResponse(
      responseCode = "200",
      description = "What is set now",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
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
                      schema = @Schema(type = SchemaType.OBJECT),
                      examples =
                          @ExampleObject(
                              name = "more images at once",
                              value = "{\"image\":{\"limit\":8,\"timeout_seconds\":90}}")))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    return answer(
        editor.put(
            Actor.of(caller.get()), setting, id, JsonBody.read(body), IfMatch.of(condition)));
  }

  private static Response answer(SettingVersion version) {
    return Response.ok(version.document().orElse(JsonValue.EMPTY_JSON_OBJECT))
        .header(HttpHeaders.ETAG, version.tag())
        .build();
  }
}
