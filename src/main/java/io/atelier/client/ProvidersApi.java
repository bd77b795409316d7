package io.atelier.client;

import io.atelier.generation.PauseRequest;
import io.atelier.generation.ProviderView;
import io.atelier.problem.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: how the providers stand, all nodes and tenants together. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/providers")
public interface ProvidersApi {

  /** All of them, by name. */
  @GET
  Page<ProviderView> list();

  /**
   * Begins nothing more there; jobs wait for it, and what was begun goes on to its end.
   *
   * @param why null if there is nothing to say
   */
  @POST
  @Path("/{provider}/pause")
  ProviderView pause(@PathParam("provider") String provider, @Nullable PauseRequest why);

  /** Begins jobs there again. */
  @POST
  @Path("/{provider}/resume")
  ProviderView resume(@PathParam("provider") String provider);
}
