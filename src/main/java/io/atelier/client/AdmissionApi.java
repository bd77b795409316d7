package io.atelier.client;

import io.atelier.generation.AdmissionState;
import io.atelier.generation.PauseRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: whether jobs are begun at all. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/admission")
public interface AdmissionApi {

  /** How admission stands. */
  @GET
  AdmissionState get();

  /**
   * Begins no job on any node; jobs are accepted and wait, and what was begun goes on to its end.
   *
   * @param why null if there is nothing to say
   */
  @POST
  @Path("/pause")
  AdmissionState pause(@Nullable PauseRequest why);

  /** Begins jobs again, but at providers that are paused by themselves. */
  @POST
  @Path("/resume")
  AdmissionState resume();
}
