package io.atelier.client;

import io.atelier.generation.JobView;
import io.atelier.generation.RetryRequest;
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

/** Jobs: each request for media, from acceptance to its end. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/jobs")
public interface JobsApi {

  /** Jobs, the newest first; null for any. */
  @GET
  Page<JobView> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("run") @Nullable String run,
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /**
   * One job.
   *
   * @param prefer {@code wait=30} to be answered when it has ended, or after that many seconds;
   *     null to be answered at once
   */
  @GET
  @Path("/{id}")
  JobView get(@PathParam("id") UUID id, @HeaderParam("Prefer") @Nullable String prefer);

  /** Cancels a job; what its provider still delivers is kept and billed. */
  @POST
  @Path("/{id}/cancel")
  JobView cancel(@PathParam("id") UUID id);

  /** Makes what a job was to make once more, as a new job. */
  @POST
  @Path("/{id}/retry")
  JobView retry(@PathParam("id") UUID id, RetryRequest request);
}
