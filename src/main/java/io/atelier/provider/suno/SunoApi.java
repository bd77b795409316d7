package io.atelier.provider.suno;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The API's own paths; bodies are JSON, answers an envelope {@code {code,msg,data}}. */
@Path("/api/v1")
public interface SunoApi extends AutoCloseable {

  /** Asks for two tracks. */
  @POST
  @Path("/generate")
  @Consumes("application/json")
  Response generate(String body);

  /** Asks how they stand. */
  @GET
  @Path("/generate/record-info")
  Response recordInfo(@QueryParam("taskId") String task);

  /** Asks sunoapi.org how many credits are left. */
  @GET
  @Path("/generate/credit")
  Response credit();

  /** Asks kie.ai how many credits are left. */
  @GET
  @Path("/chat/credit")
  Response chatCredit();

  @Override
  void close();
}
