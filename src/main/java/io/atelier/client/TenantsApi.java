package io.atelier.client;

import io.atelier.problem.Page;
import io.atelier.tenant.KnownTenant;
import io.atelier.tenant.TenantChange;
import io.atelier.tenant.TenantView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: the tenants, each with all that is set for it. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@RegisterProvider(TaggedReader.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/tenants")
public interface TenantsApi {

  /** The tenants that asked for anything, or for whom something is set, by name. */
  @GET
  Page<KnownTenant> list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit);

  /** A tenant, be it one that nothing is known of. */
  @GET
  @Path("/{tenant}")
  Tagged<TenantView> get(@PathParam("tenant") String tenant);

  /**
   * Sets all that is to be set for a tenant, in place of all that was.
   *
   * @param condition the entity tag it was read with; null for whatever there is
   */
  @PUT
  @Path("/{tenant}")
  Tagged<TenantView> set(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String condition,
      TenantChange change);
}
