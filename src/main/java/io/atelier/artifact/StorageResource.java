package io.atelier.artifact;

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
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says what storage is used: to an operator everybody's, to others their own tenant's. */
@RestResource
@Path("/storage")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE, ReportForm.NDJSON_TYPE})
@RolesAllowed({Group.OPERATOR, Group.CREATOR})
@Tag(name = "Storage")
public class StorageResource {
  private static final int FEW = 100;
  private static final int MOST = 1000;

  private final UsageReport report;
  private final StoreGate store;
  private final CurrentCaller caller;
  private final Spool spool;
  private final Jsonb json;

  @Inject
  public StorageResource(
      UsageReport report, StoreGate store, CurrentCaller caller, Spool spool, Jsonb json) {
    this.report = report;
    this.store = store;
    this.caller = caller;
    this.spool = spool;
    this.json = json;
  }

  /** Storage usage by tenant, run and type (US5.2), with what deduplication saved (SC-007). */
  @GET
  @Operation(
      operationId = "getStorage",
      summary = "Storage usage by tenant, run and type",
      description =
          "An operator sees every tenant's, anybody else the own tenant's. To an operator"
              + " JSON in pages also says what is free in the store, as the answering node last"
              + " looked.")
  @Parameter(
      name = "groupBy",
      in = ParameterIn.QUERY,
      description = "tenant (the default), run, type, or several with commas between",
      schema = @Schema(type = SchemaType.STRING, defaultValue = "tenant"))
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "This tenant's usage only",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The usage, in the order of what it is grouped by",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = StorageUsagePage.class)),
        @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = ReportForm.NDJSON_TYPE,
            schema = @Schema(implementation = StorageUsage.class))
      })
  @APIResponse(
      responseCode = "429",
      description = "The tenant has as many reports that come whole as it may have at a time")
  public Response usage(@Context UriInfo uri, @Context Request request) {
    QueryParameters query =
        QueryParameters.of(uri, "groupBy", "tenant", "cursor", "limit", "format");
    UsageGrouping grouping =
        query.find("groupBy").map(UsageGrouping::named).orElse(UsageGrouping.BY_TENANT);
    UsageQuery asked = new UsageQuery(grouping, visible(query.find("tenant").map(TenantId::named)));
    List<String> after = query.cursor(grouping::values).orElse(List.of());
    int limit = query.limit(FEW, MOST);
    ReportForm form = ReportForm.of(query, request);
    if (form == ReportForm.JSON) {
      return Response.ok(page(report.page(asked, after, limit)), MediaType.APPLICATION_JSON_TYPE)
          .build();
    }
    ReportLines<StorageUsage> lines =
        form.lines(grouping.headers(), usage -> usage.cells(grouping.keys()), json);
    return form.answer(
        "storage",
        new SpooledReport<>(
            lines,
            reader ->
                Page.each(end -> report.page(asked, after(grouping, end), Page.LARGE), reader),
            spool,
            caller.tenant().value()));
  }

  private static List<String> after(UsageGrouping grouping, Optional<Cursor> end) {
    return end.flatMap(grouping::values).orElse(List.of());
  }

  // How full the disk is tells of others, so it is the operator's to know.
  private StorageUsagePage page(Page<StorageUsage> page) {
    return new StorageUsagePage(page.items(), page.next(), isOperator() ? store.freeBytes() : null);
  }

  private boolean isOperator() {
    return caller.get().groups().contains(Group.OPERATOR);
  }

  // Another tenant is answered like one that has nothing, and by the same query.
  private Set<TenantId> visible(Optional<TenantId> asked) {
    Set<TenantId> only = new HashSet<>();
    asked.ifPresent(only::add);
    if (!isOperator()) {
      only.add(caller.tenant());
    }
    return only;
  }

  /**
   * A page of usage.
   *
   * @param freeBytes what is free in the store, as this node last looked; null where not known, and
   *     to whoever is no operator
   */
  @JsonbPropertyOrder({"items", "next", "freeBytes"})
  public record StorageUsagePage(
      List<StorageUsage> items, @Nullable String next, @Nullable Long freeBytes) {}
}
