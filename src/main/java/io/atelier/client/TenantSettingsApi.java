package io.atelier.client;

import io.atelier.artifact.Quota;
import io.atelier.cost.BudgetUses;
import io.atelier.tenant.Access;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * For operators: what is set for a tenant, one document at a time.
 *
 * <p>A condition is the entity tag that the document was read with; null for whatever there is.
 */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@RegisterProvider(TaggedReader.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/tenants/{tenant}")
public interface TenantSettingsApi {

  /**
   * How its jobs are run, by kind of media: limits, times and routes; empty where as configured.
   */
  @GET
  @Path("/generation")
  Tagged<JsonObject> generation(@PathParam("tenant") String tenant);

  /** Has its jobs run so; an empty document goes back to the configuration. */
  @PUT
  @Path("/generation")
  Tagged<JsonObject> setGeneration(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String condition,
      JsonObject byKind);

  /** What it may keep, be it set or the default. */
  @GET
  @Path("/storage")
  Tagged<Quota> storage(@PathParam("tenant") String tenant);

  /** Lets it keep so much. */
  @PUT
  @Path("/storage")
  Tagged<Quota> setStorage(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String condition,
      Quota quota);

  /** Lets it keep what the default says, which is answered. */
  @DELETE
  @Path("/storage")
  Tagged<Quota> resetStorage(
      @PathParam("tenant") String tenant, @HeaderParam("If-Match") @Nullable String condition);

  /** What it may spend; empty where it has no budget. */
  @GET
  @Path("/budget")
  Tagged<JsonObject> budget(@PathParam("tenant") String tenant);

  /** Lets it spend so much in a UTC day, in a UTC month, or both; empty for no budget. */
  @PUT
  @Path("/budget")
  Tagged<JsonObject> setBudget(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String condition,
      JsonObject budget);

  /** How its budget stands, today and this month. */
  @GET
  @Path("/budget/use")
  BudgetUses budgetUse(@PathParam("tenant") String tenant);

  /** Whether it is kept out. */
  @GET
  @Path("/access")
  Tagged<Access> access(@PathParam("tenant") String tenant);

  /** Keeps it out, or lets it in again. */
  @PUT
  @Path("/access")
  Tagged<Access> setAccess(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String condition,
      Access access);
}
