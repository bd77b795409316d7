package io.atelier.cost;

import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has the counters of budgets compared with their jobs, for operators; changes nothing. */
@RestResource
@Path("/fsck/budgets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class BudgetFsckResource {
  private final TenantBudgets stored;
  private final BudgetReader reader;
  private final BudgetCount count;
  private final AuditTrail trail;
  private final CurrentCaller caller;

  @Inject
  public BudgetFsckResource(
      TenantBudgets stored,
      BudgetReader reader,
      BudgetCount count,
      AuditTrail trail,
      CurrentCaller caller) {
    this.stored = stored;
    this.reader = reader;
    this.count = count;
    this.trail = trail;
    this.caller = caller;
  }

  /** Counts anew what the jobs of every tenant with a budget take. */
  @POST
  @Transactional
  @Operation(
      operationId = "fsckBudgets",
      summary =
          "Whether what is counted against budgets is what the jobs add up to, in their currency",
      description = "Changes nothing and waits for nobody. No findings is as it should be.")
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "This tenant's budget only",
      schema = @Schema(type = SchemaType.STRING))
  public BudgetDifferences run(@Context UriInfo request) {
    Optional<TenantId> only =
        QueryParameters.of(request, "tenant").find("tenant").map(TenantId::named);
    trail.record(
        caller.get(),
        only.orElse(caller.tenant()),
        "fsck-budgets",
        Json.createObjectBuilder().add("all_tenants", only.isEmpty()).build());
    SortedMap<TenantId, Budget> budgets = new TreeMap<>(stored.all());
    only.ifPresent(tenant -> budgets.keySet().retainAll(Set.of(tenant)));
    List<BudgetDifference> findings = new ArrayList<>();
    budgets.forEach(
        (tenant, budget) -> {
          reader.difference(tenant, budget).ifPresent(findings::add);
          findings.addAll(count.differences(tenant));
        });
    return new BudgetDifferences(budgets.size(), findings);
  }
}
