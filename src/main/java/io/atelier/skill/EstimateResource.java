package io.atelier.skill;

import io.atelier.generation.Estimate;
import io.atelier.generation.Estimates;
import io.atelier.problem.JsonBody;
import io.atelier.problem.RestResource;
import io.atelier.run.RunId;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says what a step would cost before anybody asks for it. */
@RestResource
@Path("/estimates")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Costs")
public class EstimateResource {
  // A step is asked for in a run, which its price does not depend on.
  private static final RunId ANY = new RunId("estimate");

  private final Estimates estimates;
  private final CurrentCaller caller;

  @Inject
  public EstimateResource(Estimates estimates, CurrentCaller caller) {
    this.estimates = estimates;
    this.caller = caller;
  }

  /** What a step would cost; nothing is made, kept or kept back. */
  @POST
  @Operation(
      operationId = "createEstimate",
      summary = "What a step would cost at each provider on its route",
      description =
          "Takes the body of a step and makes nothing. The first provider that is able gets the"
              + " step; the others follow if it fails, each at its own price. An amount that nobody"
              + " knows is null, never 0.")
  @APIResponse(
      responseCode = "200",
      description = "What it would cost, and how the caller's own budget stands",
      content =
          @Content(
              schema = @Schema(implementation = Estimate.class),
              examples =
                  @ExampleObject(
                      name = "a video",
                      value =
                          "{\"skill\":\"generate_outcome_animation\",\"kind\":\"video\","
                              + "\"providers\":[{\"provider\":\"nano-banana\",\"able\":true,"
                              + "\"reason\":null,\"model\":\"kling-3.0/video\",\"amount\":\"1.350000\","
                              + "\"currency\":\"USD\",\"basis\":\"assumed\","
                              + "\"price_as_of\":\"2026-09-14\",\"within_budget\":true}],"
                              + "\"budget\":[{\"period\":\"2026-11\",\"currency\":\"USD\","
                              + "\"soft\":null,\"hard\":\"200.000000\",\"spent\":\"12.350000\","
                              + "\"reserved\":\"1.350000\",\"left\":\"186.300000\"}]}")))
  public Estimate estimate(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(type = SchemaType.OBJECT),
                      examples =
                          @ExampleObject(
                              name = "a video",
                              value =
                                  "{\"skill\":\"generate_outcome_animation\",\"input\":"
                                      + "{\"prompt\":\"confetti\",\"duration_seconds\":15,"
                                      + "\"resolution\":\"1080p\",\"aspect_ratio\":\"16:9\"}}")))
          InputStream body)
      throws IOException {
    return estimates.of(StepOrder.read(caller.tenant(), ANY, JsonBody.read(body)));
  }
}
