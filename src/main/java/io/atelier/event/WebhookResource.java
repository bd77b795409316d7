package io.atelier.event;

import io.atelier.problem.Page;
import io.atelier.problem.RestResource;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
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

/** Manages where a tenant is told of events, and shows what was told. */
@RestResource
@Path("/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Events")
public class WebhookResource {
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final CurrentCaller caller;

  @Inject
  public WebhookResource(Webhooks webhooks, Deliveries deliveries, CurrentCaller caller) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.caller = caller;
  }

  /** The tenant's webhooks. */
  @GET
  @Operation(operationId = "listWebhooks", summary = "The tenant's webhooks")
  public Page<WebhookView> list() {
    return webhooks.list(caller.tenant());
  }

  /** Has the tenant told of events from now on. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createWebhook",
      summary = "Be told of events, signed as the Standard Webhooks specification has it",
      description = "The secret is in this answer and in no other.")
  @APIResponse(
      responseCode = "201",
      description = "The webhook, with its secret",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response create(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
          InputStream body)
      throws IOException {
    return webhooks.create(caller.get(), caller.tenant(), body);
  }

  /** One webhook. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getWebhook",
      summary = "One webhook, and whether it works",
      description = "The ETag is what a change may name in If-Match.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response get(@PathParam("id") String id) {
    return webhooks.get(caller.tenant(), id);
  }

  /** Has the tenant told elsewhere, or of other types. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putWebhook",
      summary = "Be told at another URL, or of other types, from now on",
      description = "It keeps its secret. What waits to be delivered goes to the new URL.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public Response put(
      @PathParam("id") String id,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
          InputStream body)
      throws IOException {
    return webhooks.change(caller.get(), caller.tenant(), id, condition, body);
  }

  /** Forgets a webhook. */
  @DELETE
  @Path("/{id}")
  @Operation(operationId = "deleteWebhook", summary = "Be told no more, and forget what was told")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public void delete(
      @PathParam("id") String id,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition) {
    webhooks.delete(caller.get(), caller.tenant(), id, condition);
  }

  /** Gives it a new secret. */
  @POST
  @Path("/{id}/rotate-secret")
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Sign with a new secret; with the one before too for a day",
      description =
          "The secret is in this answer and in no other. Of three that sign at a time none is"
              + " replaced before its day is over.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook, with its new secret",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(responseCode = "409", description = "Three secrets sign already")
  public Response rotate(@PathParam("id") String id) {
    return webhooks.rotate(caller.get(), caller.tenant(), id);
  }

  /** Has one that was disabled told again. */
  @POST
  @Path("/{id}/enable")
  @Operation(
      operationId = "enableWebhook",
      summary = "Be told again; what waited goes out, what happened meanwhile does not")
  @APIResponse(
      responseCode = "200",
      description = "The webhook as it is now",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response enable(@PathParam("id") String id) {
    return webhooks.enable(caller.get(), caller.tenant(), id);
  }

  /** What was sent, the newest first. */
  @GET
  @Path("/{id}/deliveries")
  @Operation(operationId = "listWebhookDeliveries", summary = "What was sent and what came of it")
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
  public Page<DeliveryView> deliveries(@PathParam("id") String id, @Context UriInfo uri) {
    return deliveries.page(caller.tenant(), id, uri);
  }

  /** Sends one again. */
  @POST
  @Path("/{id}/deliveries/{delivery}/redeliver")
  @Operation(operationId = "redeliverWebhook", summary = "Send it again, under the same id")
  @APIResponse(
      responseCode = "202",
      description = "It is sent once more, at once",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  public Response redeliver(@PathParam("id") String id, @PathParam("delivery") String delivery) {
    return deliveries.redeliver(caller.get(), caller.tenant(), id, delivery);
  }
}
