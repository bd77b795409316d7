package io.atelier.generation;

import io.atelier.problem.RestResource;
import io.atelier.tenant.Actor;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pauses the admission of jobs as a whole. */
@RestResource
@Path("/admission")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class AdmissionResource {
  private final ProviderSwitches switches;
  private final CurrentCaller caller;

  @Inject
  public AdmissionResource(ProviderSwitches switches, CurrentCaller caller) {
    this.switches = switches;
    this.caller = caller;
  }

  /** Whether jobs are begun. */
  @GET
  @Operation(
      operationId = "getAdmission",
      summary = "Whether jobs are begun, or admission is paused as a whole",
      description = "For operators.")
  public AdmissionState get() {
    return new AdmissionState(switches.admission().orElse(null));
  }

  /** Begins no job at all. */
  @POST
  @Path("/pause")
  @Operation(
      operationId = "pauseAdmission",
      summary = "Begin no job at all, on every node, until admission is resumed",
      description =
          "Jobs are accepted and wait. What was begun goes on to its end. Again changes nothing."
              + " For operators; audited.")
  public AdmissionState pause(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = PauseRequest.class),
                      examples =
                          @ExampleObject(
                              name = "with a reason",
                              value = "{\"reason\":\"the database is moved\"}")))
          InputStream body)
      throws IOException {
    switches.pauseAdmission(Actor.of(caller.get()), PauseReason.read(body).reason());
    return get();
  }

  /** Begins jobs again. */
  @POST
  @Path("/resume")
  @Operation(
      operationId = "resumeAdmission",
      summary = "Begin jobs again, but at providers that are paused by themselves",
      description = "Where it is not paused it changes nothing. For operators; audited.")
  public AdmissionState resume() {
    switches.resumeAdmission(Actor.of(caller.get()));
    return get();
  }
}
