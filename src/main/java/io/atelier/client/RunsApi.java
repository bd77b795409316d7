package io.atelier.client;

import io.atelier.generation.CancelledRun;
import io.atelier.generation.JobBatch;
import io.atelier.generation.JobView;
import io.atelier.problem.Page;
import io.atelier.skill.RunView;
import io.atelier.skill.StepView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** A workflow's runs: asking for media, and what was asked for. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/runs")
public interface RunsApi {

  /**
   * Asks for one step; when this returns, it is accepted and cannot be lost.
   *
   * @param key names the request, so that it can be repeated safely; null if it is not to be
   */
  @POST
  @Path("/{run}/steps")
  JobView order(
      @PathParam("run") String run,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      Step step);

  /** Asks for up to a hundred steps, all of them or none. */
  @POST
  @Path("/{run}/steps")
  JobBatch orderAll(
      @PathParam("run") String run,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      Steps steps);

  /** Runs, by name. */
  @GET
  Page<RunView> list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit);

  /** One run: how its steps stand. */
  @GET
  @Path("/{run}")
  RunView get(@PathParam("run") String run);

  /** The steps of a run, by name; without debug output and artifacts. */
  @GET
  @Path("/{run}/steps")
  Page<StepView> steps(
      @PathParam("run") String run,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** One step, with its artifacts and its debug output. */
  @GET
  @Path("/{run}/steps/{step}")
  StepView step(@PathParam("run") String run, @PathParam("step") String step);

  /** Cancels all of its jobs that are not settled; answers how many, and the newest hundred. */
  @POST
  @Path("/{run}/cancel")
  CancelledRun cancel(@PathParam("run") String run);
}
