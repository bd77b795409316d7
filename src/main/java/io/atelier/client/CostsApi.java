package io.atelier.client;

import io.atelier.cost.CostEntry;
import io.atelier.cost.CostGroup;
import io.atelier.problem.Page;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What generations cost, in pages; whole reports ({@code format=csv}) are for any HTTP client. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/costs")
public interface CostsApi {

  /**
   * Sums, in the order of what they are grouped by.
   *
   * @param groupBy {@code day month tenant provider kind model skill run resolution duration
   *     basis}, with commas between; null for tenant and provider
   */
  @GET
  Page<CostGroup> sums(
      @QueryParam("groupBy") @Nullable String groupBy,
      @BeanParam CostSelection of,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** The lines of the ledger that the sums are made of, the oldest first. */
  @GET
  @Path("/entries")
  Page<CostEntry> entries(
      @BeanParam CostSelection of,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);
}
