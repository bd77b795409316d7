package io.atelier.skill;

import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Group;
import io.atelier.tenant.ShownTenant;
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

/** Shows a run: to a creator the own tenant's, to an operator those of the tenant named. */
@RestResource
@Path("/runs/{run}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Group.CREATOR, Group.OPERATOR})
@Tag(name = "Runs")
public class RunResource {
  private final RunPages pages;
  private final ShownTenant shown;

  @Inject
  public RunResource(RunPages pages, ShownTenant shown) {
    this.pages = pages;
    this.shown = shown;
  }

  /** One run. */
  @GET
  @Operation(operationId = "getRun", summary = "One run: how its steps stand")
  @Parameter(name = "tenant", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  public RunView run(@PathParam("run") String run, @Context UriInfo uri) {
    return pages
        .run(
            shown.of(QueryParameters.of(uri, "tenant")).orElseThrow(RunQueries::nothing),
            RunQueries.run(run))
        .orElseThrow(RunQueries::nothing);
  }
}
