package io.atelier.cost;

import io.atelier.problem.JsonBody;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Actor;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.OnAllNodes;
import io.atelier.tenant.SettingVersion;
import io.atelier.tenant.SettingsEditor;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sets what tenants may spend, and shows how they stand. */
@RestResource
@Path("/tenants/{tenant}/budget")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class BudgetResource {
  private static final String EXAMPLE =
      "{\"currency\":\"USD\",\"day\":{\"hard\":\"10.000000\"},"
          + "\"month\":{\"soft\":\"150.000000\",\"hard\":\"200.000000\"}}";

  private final BudgetSetting setting;
  private final SettingsEditor editor;
  private final Budgets budgets;
  private final CurrentCaller caller;
  @Inject BudgetReader reader;

  @Inject
  public BudgetResource(
      BudgetSetting setting, SettingsEditor editor, Budgets budgets, CurrentCaller caller) {
    this.setting = setting;
    this.editor = editor;
    this.budgets = budgets;
    this.caller = caller;
  }

  /** What a tenant may spend; an empty object where it has no budget. */
  @GET
  @Operation(
      operationId = "getTenantBudget",
      summary = "What a tenant may spend",
      description = "An empty object where it has no budget. The ETag names what is set.")
  @APIResponse(
      responseCode = "200",
      description = "The budget",
      headers =
          @Header(
              name = "ETag",
              description = "For If-Match",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "a budget", value = EXAMPLE)))
  public Response get(
      @Parameter(description = "The tenant's name", example = "acme") @PathParam("tenant")
          String tenant) {
    return answer(editor.find(setting, TenantId.named(tenant)));
  }

  /** Sets what a tenant may spend, in place of what was set before. */
  @PUT
  @OnAllNodes
  @Operation(
      operationId = "putTenantBudget",
      summary = "Set what a tenant may spend in a UTC day, in a UTC month, or in both",
      description =
          "What counts is what is spent and what is kept back for what is under way, of the jobs"
              + " that were accepted in the day or month. At soft an event is told; above hard"
              + " steps are refused with 402 BUDGET_EXHAUSTED, and creates that accepted jobs still"
              + " need are not sent. {} takes the budget away. With If-Match it is set only if"
              + " what was set before is what that ETag names. Audited.")
  @APIResponse(
      responseCode = "200",
      description = "The budget as it is set now",
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "a budget", value = EXAMPLE)))
  @APIResponse(responseCode = "412", description = "It was changed meanwhile")
  public Response put(
      @Parameter(description = "The tenant's name", example = "acme") @PathParam("tenant")
          String tenant,
      @Parameter(description = "The ETag it was read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(type = SchemaType.OBJECT),
                      examples =
                          @ExampleObject(
                              name = "ten dollars a day, two hundred a month",
                              value = EXAMPLE)))
          InputStream body)
      throws IOException {
    TenantId id = TenantId.named(tenant);
    return answer(
        editor.put(
            Actor.of(caller.get()), setting, id, JsonBody.read(body), IfMatch.of(condition)));
  }

  /** How a tenant's budget stands today and this month; nothing where it has none. */
  @GET
  @Path("/use")
  @Operation(
      operationId = "getTenantBudgetUse",
      summary =
          "What of a tenant's budget is spent, kept back and left, today and this month (UTC)",
      description =
          "No periods where it has no budget, and an objection where prices are in another currency"
              + " than it.")
  public BudgetUses use(
      @Parameter(description = "The tenant's name", example = "acme") @PathParam("tenant")
          String tenant) {
    TenantId id = TenantId.named(tenant);
    return new BudgetUses(
        budgets.uses(id), budgets.stored(id).flatMap(reader::objection).orElse(null));
  }

  private Response answer(SettingVersion version) {
    return Response.ok(setting.effective(version.document()))
        .header(HttpHeaders.ETAG, version.tag())
        .build();
  }
}
