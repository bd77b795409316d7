package io.atelier.client;

import io.atelier.event.DeliveryView;
import io.atelier.event.WebhookRequest;
import io.atelier.event.WebhookView;
import io.atelier.problem.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: a tenant's webhooks, as {@link WebhooksApi} has one's own. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@RegisterProvider(TaggedReader.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/tenants/{tenant}/webhooks")
public interface TenantWebhooksApi {

  /** All of them, without their secrets. */
  @GET
  Page<WebhookView> list(@PathParam("tenant") String tenant);

  /** Has the tenant told from now on; the secret, which it needs, is in this answer alone. */
  @POST
  WebhookView create(@PathParam("tenant") String tenant, WebhookRequest request);

  /** One webhook. */
  @GET
  @Path("/{id}")
  Tagged<WebhookView> get(@PathParam("tenant") String tenant, @PathParam("id") UUID id);

  /**
   * Has the tenant told at another address, or of other types.
   *
   * @param condition the entity tag it was read with; null for whatever there is
   */
  @PUT
  @Path("/{id}")
  Tagged<WebhookView> change(
      @PathParam("tenant") String tenant,
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String condition,
      WebhookRequest request);

  /**
   * Has the tenant told no more.
   *
   * @param condition the entity tag it was read with; null for whatever there is
   */
  @DELETE
  @Path("/{id}")
  void delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") @Nullable String condition);

  /**
   * Signs with a new secret, which is in this answer alone; with the one before too for a while.
   */
  @POST
  @Path("/{id}/rotate-secret")
  WebhookView rotate(@PathParam("tenant") String tenant, @PathParam("id") UUID id);

  /** Has the tenant told again, after it was disabled. */
  @POST
  @Path("/{id}/enable")
  WebhookView enable(@PathParam("tenant") String tenant, @PathParam("id") UUID id);

  /** What was sent and what came of it, the newest first; null for any. */
  @GET
  @Path("/{id}/deliveries")
  Page<DeliveryView> deliveries(
      @PathParam("tenant") String tenant,
      @PathParam("id") UUID id,
      @QueryParam("status") @Nullable String status,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** Sends one again, under the same id. */
  @POST
  @Path("/{id}/deliveries/{delivery}/redeliver")
  DeliveryView redeliver(
      @PathParam("tenant") String tenant,
      @PathParam("id") UUID id,
      @PathParam("delivery") UUID delivery);
}
