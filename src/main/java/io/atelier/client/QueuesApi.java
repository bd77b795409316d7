package io.atelier.client;

import io.atelier.generation.QueueView;
import io.atelier.problem.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: a tenant's jobs of one kind at one provider, as they wait. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/queues")
public interface QueuesApi {

  /** The queues with jobs in them, by provider, kind and tenant; null for any. */
  @GET
  Page<QueueView> list(
      @QueryParam("tenant") @Nullable String tenant,
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);
}
