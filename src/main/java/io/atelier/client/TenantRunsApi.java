package io.atelier.client;

import io.atelier.artifact.DeletedArtifacts;
import io.atelier.problem.Page;
import io.atelier.skill.RunView;
import io.atelier.skill.StepView;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: a tenant's runs, without what they made. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/runs")
public interface TenantRunsApi {

  /** Its runs, by name. */
  @GET
  Page<RunView> list(
      @QueryParam("tenant") String tenant,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** One run: how its steps stand. */
  @GET
  @Path("/{run}")
  RunView get(@PathParam("run") String run, @QueryParam("tenant") String tenant);

  /** The steps of a run, by name; without debug output. */
  @GET
  @Path("/{run}/steps")
  Page<StepView> steps(
      @PathParam("run") String run,
      @QueryParam("tenant") String tenant,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** One step, with its debug output. */
  @GET
  @Path("/{run}/steps/{step}")
  StepView step(
      @PathParam("run") String run,
      @PathParam("step") String step,
      @QueryParam("tenant") String tenant);

  /** Deletes all of a run's artifacts; assets that other runs use stay. */
  @DELETE
  @Path("/{run}/artifacts")
  DeletedArtifacts deleteArtifacts(
      @PathParam("run") String run, @QueryParam("tenant") String tenant);
}
