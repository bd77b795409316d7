package io.atelier;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The API as a workflow engine's client sees it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public interface WorkflowApi {

  /** Asks for media. */
  @POST
  @Path("/runs/{run}/steps")
  @Consumes(MediaType.APPLICATION_JSON)
  Response order(
      @HeaderParam("Authorization") String bearer, @PathParam("run") String run, String body);

  /** Reads a job. */
  @GET
  @Path("/jobs/{id}")
  Response job(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);
}
