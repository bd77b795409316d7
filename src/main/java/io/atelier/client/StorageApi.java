package io.atelier.client;

import io.atelier.artifact.StorageUsage;
import io.atelier.problem.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What storage is used, in pages; whole reports ({@code format=csv}) are for any HTTP client. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/storage")
public interface StorageApi {

  /**
   * The usage, in the order of what it is grouped by.
   *
   * @param groupBy {@code tenant run type}, with commas between; null for tenant
   * @param tenant null for all that the caller may see
   */
  @GET
  Page<StorageUsage> usage(
      @QueryParam("groupBy") @Nullable String groupBy,
      @QueryParam("tenant") @Nullable String tenant,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);
}
