package io.atelier.provider.nanobanana;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The API's own paths; bodies are JSON, answers an envelope {@code {code,msg,data}}. */
@Path("/api/v1")
public interface JobsApi extends AutoCloseable {

  /** Asks for a task. */
  @POST
  @Path("/jobs/createTask")
  @Consumes("application/json")
  Response createTask(String body);

  /** Asks how a task stands. */
  @GET
  @Path("/jobs/recordInfo")
  Response recordInfo(@QueryParam("taskId") String task);

  /** Asks for another address of a result whose own is dead. */
  @POST
  @Path("/common/download-url")
  @Consumes("application/json")
  Response downloadUrl(String body);

  /** Asks how many credits are left. */
  @GET
  @Path("/chat/credit")
  Response credit();

  @Override
  void close();
}
