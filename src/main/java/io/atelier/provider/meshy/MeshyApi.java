package io.atelier.provider.meshy;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The API's own paths: each way to a model has its version and name. Bodies are JSON. */
@Path("/openapi")
public interface MeshyApi extends AutoCloseable {

  /** Asks for a task. */
  @POST
  @Path("/{version}/{way}")
  @Consumes("application/json")
  Response create(@PathParam("version") String version, @PathParam("way") String way, String body);

  /** Asks how a task stands. */
  @GET
  @Path("/{version}/{way}/{id}")
  Response task(
      @PathParam("version") String version,
      @PathParam("way") String way,
      @PathParam("id") String id);

  /** Deletes a task and what it made. */
  @DELETE
  @Path("/{version}/{way}/{id}")
  Response delete(
      @PathParam("version") String version,
      @PathParam("way") String way,
      @PathParam("id") String id);

  /** Lists tasks. */
  @GET
  @Path("/{version}/{way}")
  Response list(
      @PathParam("version") String version,
      @PathParam("way") String way,
      @QueryParam("page_num") int page,
      @QueryParam("page_size") int size,
      @QueryParam("sort_by") String order);

  /** Asks how many credits are left. */
  @GET
  @Path("/v1/balance")
  Response balance();

  @Override
  void close();
}
