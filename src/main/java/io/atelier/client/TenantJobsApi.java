package io.atelier.client;

import io.atelier.generation.BulkOutcome;
import io.atelier.generation.CancelOrder;
import io.atelier.generation.JobView;
import io.atelier.generation.RetryOrder;
import io.atelier.problem.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * For operators: any tenant's jobs, without what they made.
 *
 * <p>What is done to many is done by filter, up to a limit; whether there is more, the answer says.
 */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/jobs")
public interface TenantJobsApi {

  /** A tenant's jobs, the newest first; null for any. */
  @GET
  Page<JobView> list(
      @QueryParam("tenant") String tenant,
      @QueryParam("status") @Nullable String status,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("run") @Nullable String run,
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /**
   * One of a tenant's jobs.
   *
   * @param prefer {@code wait=30} to be answered when it has ended, or after that many seconds;
   *     null to be answered at once
   */
  @GET
  @Path("/{id}")
  JobView get(
      @PathParam("id") UUID id,
      @QueryParam("tenant") String tenant,
      @HeaderParam("Prefer") @Nullable String prefer);

  /** Makes failed jobs once more, as new jobs; none that a provider may charge for yet. */
  @POST
  @Path("/retry")
  BulkOutcome retry(RetryOrder order);

  /** Cancels jobs that are not settled; what their providers still deliver is kept and billed. */
  @POST
  @Path("/cancel")
  BulkOutcome cancel(CancelOrder order);
}
