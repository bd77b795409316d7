package io.atelier.cost;

import io.atelier.problem.Csv;
import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.ReportForm;
import io.atelier.problem.ReportLines;
import io.atelier.problem.RestResource;
import io.atelier.storage.Spool;
import io.atelier.storage.SpooledReport;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says what generations cost: to an operator everybody's, to others their own tenant's. */
@RestResource
@Path("/costs")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE, ReportForm.NDJSON_TYPE})
@RolesAllowed({Group.OPERATOR, Group.CREATOR})
@Tag(name = "Costs")
public class CostResource {
  private static final int FEW = 100;
  private static final int MOST = 1000;

  private final CostPages pages;
  private final CostReport report;
  private final CostEntries entries;
  private final CostFilter filter;
  private final Spool spool;
  private final Jsonb json;
  @Inject CurrentCaller caller;

  @Inject
  public CostResource(
      CostPages pages,
      CostReport report,
      CostEntries entries,
      CostFilter filter,
      Spool spool,
      Jsonb json) {
    this.pages = pages;
    this.report = report;
    this.entries = entries;
    this.filter = filter;
    this.spool = spool;
    this.json = json;
  }

  /** Sums of the ledger (US6.3, SC-009). */
  @GET
  @Operation(
      operationId = "getCosts",
      summary = "What generations cost, summed up by any of their properties",
      description =
          "An operator sees every tenant's, anybody else the own tenant's. groupBy: day, month,"
              + " tenant, provider, kind, model, skill, run, resolution, duration, basis, with"
              + " commas between; tenant,provider by default. An amount that nobody knows is null"
              + " and counted in unknown_creates. basis is that of a line of the ledger: a create"
              + " that was corrected is found under the basis of each of its lines, with what that"
              + " line changed; a correction that ends a doubt has a negative possible_amount.")
  @Parameter(name = "groupBy", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The sums, in the order of what they are grouped by",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = CostPage.class)),
        @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = ReportForm.NDJSON_TYPE,
            schema = @Schema(implementation = CostGroup.class))
      })
  @APIResponse(
      responseCode = "429",
      description = "The tenant has as many reports that come whole as it may have at a time")
  public Response sums(@Context UriInfo uri, @Context Request request) {
    QueryParameters query = CostFilter.parameters(uri, "groupBy");
    CostGrouping grouping =
        query.find("groupBy").map(CostGrouping::named).orElse(CostGrouping.BY_TENANT_AND_PROVIDER);
    CostQuery asked = filter.of(query);
    ReportForm form = ReportForm.of(query, request);
    if (form == ReportForm.JSON) {
      List<String> after = query.cursor(grouping::values).orElse(List.of());
      return json(pages.page(asked, grouping, after, query.limit(FEW, MOST)));
    }
    ReportLines<CostGroup> lines =
        form.lines(grouping.headers(), group -> group.cells(grouping.keys()), json);
    return form.answer(
        "costs",
        new SpooledReport<>(
            lines, reader -> report.each(asked, grouping, reader), spool, caller.tenant().value()));
  }

  /** The ledger's lines, one by one. */
  @GET
  @Path("/entries")
  @Operation(
      operationId = "getCostEntries",
      summary = "The lines of the ledger that the sums are made of")
  @APIResponse(
      responseCode = "200",
      description = "The lines, the oldest first",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = CostEntryPage.class)),
        @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = ReportForm.NDJSON_TYPE,
            schema = @Schema(implementation = CostEntry.class))
      })
  @APIResponse(
      responseCode = "429",
      description = "The tenant has as many reports that come whole as it may have at a time")
  public Response lines(@Context UriInfo uri, @Context Request request) {
    QueryParameters query = CostFilter.parameters(uri);
    CostQuery asked = filter.of(query);
    ReportForm form = ReportForm.of(query, request);
    if (form == ReportForm.JSON) {
      CostEntries.@Nullable After after =
          query.<CostEntries.After>cursor(CostEntries.After::of).orElse(null);
      return json(entries.page(asked, after, query.limit(FEW, MOST)));
    }
    return form.answer(
        "cost-entries",
        new SpooledReport<>(
            form.lines(CostEntry.COLUMNS, CostEntry::cells, json),
            reader -> Page.each(end -> entries.page(asked, after(end), Page.LARGE), reader),
            spool,
            caller.tenant().value()));
  }

  private static CostEntries.@Nullable After after(Optional<Cursor> end) {
    return end.flatMap(CostEntries.After::of).orElse(null);
  }

  private static Response json(Page<?> page) {
    return Response.ok(page, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** A page of sums, as the API's description shows it. */
  public record CostPage(List<CostGroup> items, @Nullable String next) {}

  /** A page of lines, as the API's description shows it. */
  public record CostEntryPage(List<CostEntry> items, @Nullable String next) {}
}
