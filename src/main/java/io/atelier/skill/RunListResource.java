package io.atelier.skill;

import io.atelier.problem.Page;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.run.RunId;
import io.atelier.tenant.Group;
import io.atelier.tenant.ShownTenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** Shows runs: to a creator the own tenant's, to an operator those of the tenant named. */
@RestResource
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Group.CREATOR, Group.OPERATOR})
@Tag(name = "Runs")
public class RunListResource {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private final RunPages pages;
  private final ShownTenant shown;

  @Inject
  public RunListResource(RunPages pages, ShownTenant shown) {
    this.pages = pages;
    this.shown = shown;
  }

  /** The tenant's runs, by name. */
  @GET
  @Operation(operationId = "listRuns", summary = "Runs, by name, each with how its steps stand")
  @Parameter(name = "tenant", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  public Page<RunView> runs(@Context UriInfo uri) {
    QueryParameters query = QueryParameters.of(uri, "tenant", "cursor", "limit");
    return pages.runs(
        shown.of(query).orElseThrow(RunQueries::nothing),
        query.cursor(RunQueries.after(RunId::parse)).orElse(null),
        query.limit(USUAL, MOST));
  }
}
