package io.atelier.skill;

import io.atelier.problem.Page;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.run.StepId;
import io.atelier.tenant.Group;
import io.atelier.tenant.ShownTenant;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Shows a run's steps and their debug output: to a creator the own tenant's, to an operator those
 * of the tenant named.
 */
@RestResource
@Path("/runs/{run}/steps")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Group.CREATOR, Group.OPERATOR})
@Tag(name = "Runs")
public class RunStepsResource {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private final RunPages pages;
  private final ShownTenant shown;

  @Inject
  public RunStepsResource(RunPages pages, ShownTenant shown) {
    this.pages = pages;
    this.shown = shown;
  }

  /** A run's steps, by name. */
  @GET
  @Operation(operationId = "listSteps", summary = "A run's steps, by name")
  @Parameter(name = "tenant", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  public Page<StepView> steps(@PathParam("run") String run, @Context UriInfo uri) {
    QueryParameters query = QueryParameters.of(uri, "tenant", "cursor", "limit");
    return pages
        .steps(
            shown.of(query).orElseThrow(RunQueries::nothing),
            RunQueries.run(run),
            query.cursor(RunQueries.after(StepId::parse)).orElse(null),
            query.limit(USUAL, MOST))
        .orElseThrow(RunQueries::nothing);
  }

  /** One step, with what was done for it and what that cost (FR-020, US6.1). */
  @GET
  @Path("/{step}")
  @Operation(
      operationId = "getStep",
      summary = "One step: its artifacts, and its debug output with every attempt and its cost")
  @Parameter(name = "tenant", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  public StepView step(
      @PathParam("run") String run, @PathParam("step") String step, @Context UriInfo uri) {
    TenantId tenant = shown.of(QueryParameters.of(uri, "tenant")).orElseThrow(RunQueries::nothing);
    return StepId.parse(step)
        .flatMap(id -> pages.step(tenant, RunQueries.run(run), id, shown.isCallers(tenant)))
        .orElseThrow(RunQueries::nothing);
  }
}
