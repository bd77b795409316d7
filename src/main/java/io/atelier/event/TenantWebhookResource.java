package io.atelier.event;

import io.atelier.problem.Page;
import io.atelier.problem.RestResource;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For operators: the webhooks of any tenant. A secret is shown to whoever makes it, once. */
@RestResource
@Path("/tenants/{tenant}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class TenantWebhookResource {
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final CurrentCaller caller;

  @Inject
  public TenantWebhookResource(Webhooks webhooks, Deliveries deliveries, CurrentCaller caller) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.caller = caller;
  }

  /** A tenant's webhooks. */
  @GET
  @Operation(
      operationId = "listTenantWebhooks",
      summary = "A tenant's webhooks, and whether they work",
      description = "Never with their secrets. For operators.")
  public Page<WebhookView> list(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant) {
    return webhooks.list(TenantId.named(tenant));
  }

  /** Has a tenant told of its events from now on. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createTenantWebhook",
      summary = "Have a tenant told of its events, from now on",
      description =
          "The secret is in this answer and in no other: the tenant needs it. Of three that sign at"
              + " a time none is replaced before its day is over. For operators; audited.")
  @APIResponse(
      responseCode = "201",
      description = "The webhook, with its secret",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response create(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
          InputStream body)
      throws IOException {
    return webhooks.create(caller.get(), TenantId.named(tenant), body);
  }

  /** One of a tenant's webhooks. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getTenantWebhook",
      summary = "One of a tenant's webhooks",
      description = "The ETag is what a change may name in If-Match. For operators.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response get(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @PathParam("id") String id) {
    return webhooks.get(TenantId.named(tenant), id);
  }

  /** Has a tenant told elsewhere, or of other types. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putTenantWebhook",
      summary = "Have a tenant told at another URL, or of other types, from now on",
      description =
          "It keeps its secret. What waits to be delivered goes to the new URL. For operators;"
              + " audited with what was before and after.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public Response put(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
          InputStream body)
      throws IOException {
    return webhooks.change(caller.get(), TenantId.named(tenant), id, condition, body);
  }

  /** Has a tenant told no more. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteTenantWebhook",
      summary = "Have a tenant told no more, and forget what it was told",
      description = "For operators; audited.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public void delete(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition) {
    webhooks.delete(caller.get(), TenantId.named(tenant), id, condition);
  }

  /** Gives one a new secret. */
  @POST
  @Path("/{id}/rotate-secret")
  @Operation(
      operationId = "rotateTenantWebhookSecret",
      summary = "Sign with a new secret; with the one before too for a day",
      description =
          "The secret is in this answer and in no other: the tenant needs it. For operators;"
              + " audited.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook, with its new secret",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "409", description = "Three secrets sign already")
  public Response rotate(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @PathParam("id") String id) {
    return webhooks.rotate(caller.get(), TenantId.named(tenant), id);
  }

  /** Has one that was disabled told again. */
  @POST
  @Path("/{id}/enable")
  @Operation(
      operationId = "enableTenantWebhook",
      summary = "Tell one again that was disabled; what waited goes out",
      description = "For operators; audited.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response enable(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @PathParam("id") String id) {
    return webhooks.enable(caller.get(), TenantId.named(tenant), id);
  }

  /** What was sent, the newest first. */
  @GET
  @Path("/{id}/deliveries")
  @Operation(
      operationId = "listTenantWebhookDeliveries",
      summary = "What was sent to a tenant's webhook and what came of it",
      description = "Of what was sent its type and id, never what it said. For operators.")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"PENDING", "DELIVERED", "FAILED"}))
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
  public Page<DeliveryView> deliveries(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context UriInfo uri) {
    return deliveries.page(TenantId.named(tenant), id, uri);
  }

  /** Sends one again. */
  @POST
  @Path("/{id}/deliveries/{delivery}/redeliver")
  @Operation(
      operationId = "redeliverTenantWebhook",
      summary = "Send it to the tenant's webhook again, under the same id",
      description = "For operators; audited.")
  @APIResponse(
      responseCode = "202",
      description = "It is sent once more, at once",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  public Response redeliver(
      @Parameter(description = "Its name", example = "acme") @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("delivery") String delivery) {
    return deliveries.redeliver(caller.get(), TenantId.named(tenant), id, delivery);
  }
}
