package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Actor;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows operators how the providers stand, and pauses them. */
@RestResource
@Path("/providers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class ProviderResource {
  private final ProviderOverview overview;
  private final ProviderSwitches switches;
  private final CurrentCaller caller;

  @Inject
  public ProviderResource(
      ProviderOverview overview, ProviderSwitches switches, CurrentCaller caller) {
    this.overview = overview;
    this.switches = switches;
    this.caller = caller;
  }

  /** All providers. */
  @GET
  @Operation(
      operationId = "listProviders",
      summary = "How the providers stand: circuit, holds, tasks, rates, recent answers, balance",
      description = "All nodes and tenants together. For operators.")
  @APIResponse(
      responseCode = "200",
      description = "Every provider there is, by name",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProviderPage.class),
              examples =
                  @ExampleObject(
                      name = "a paused provider",
                      value =
                          """
                          {"items":[{"name":"meshy","configured":true,"routes":["model_3d"],
                          "pause":{"since":"2026-11-28T20:14:05Z","by":"olga","reason":"invoice"},
                          "circuit":{"state":"CLOSED","open_until":null,"failures":0,"timeouts":0},
                          "held_until":null,
                          "tasks":{"waiting":17,"in_flight":3,"watched":1,"cap":8},
                          "rates":{"creates":"5/PT1S","creates_free":1,"requests":"10/PT1S","requests_free":2},
                          "recent":{"seconds":600,"creates":40,"refused":1,"unknown":0,"error_rate":0.0250,
                          "median_seconds":0.412,"p95_seconds":1.920},
                          "balance":{"amount":1250,"unit":"credits","at":"2026-11-28T20:10:00Z"}}],
                          "next":null}\
                          """)))
  public Page<ProviderView> list() {
    return new Page<>(overview.all(), null);
  }

  /** Begins nothing more at a provider. */
  @POST
  @Path("/{provider}/pause")
  @Operation(
      operationId = "pauseProvider",
      summary = "Begin nothing more at a provider, on every node, until it is resumed",
      description =
          "Jobs wait there, and say that they wait for the provider; they do not go on to the next"
              + " one. What was begun goes on to its end. Again changes nothing. For operators;"
              + " audited.")
  @APIResponse(
      responseCode = "200",
      description = "How the provider stands now",
      content = @Content(schema = @Schema(implementation = ProviderView.class)))
  @APIResponse(responseCode = "404", description = "There is no such provider")
  public ProviderView pause(
      @Parameter(description = "Its name", example = "meshy") @PathParam("provider")
          String provider,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = PauseRequest.class),
                      examples =
                          @ExampleObject(
                              name = "with a reason",
                              value = "{\"reason\":\"the invoice is disputed\"}")))
          InputStream body)
      throws IOException {
    PauseReason why = PauseReason.read(body);
    known(provider);
    switches.pause(Actor.of(caller.get()), provider, why.reason());
    return known(provider);
  }

  /** Begins again at a provider. */
  @POST
  @Path("/{provider}/resume")
  @Operation(
      operationId = "resumeProvider",
      summary = "Begin jobs at a provider again",
      description = "Of one that is not paused it changes nothing. For operators; audited.")
  @APIResponse(
      responseCode = "200",
      description = "How the provider stands now",
      content = @Content(schema = @Schema(implementation = ProviderView.class)))
  @APIResponse(responseCode = "404", description = "There is no such provider")
  public ProviderView resume(
      @Parameter(description = "Its name", example = "meshy") @PathParam("provider")
          String provider) {
    known(provider);
    switches.resume(Actor.of(caller.get()), provider);
    return known(provider);
  }

  private ProviderView known(String provider) {
    return overview
        .find(provider)
        .orElseThrow(
            () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no provider of this name."));
  }

  /** All providers, as the API's description shows them. */
  public record ProviderPage(List<ProviderView> items, @Nullable String next) {}
}
