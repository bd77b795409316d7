package io.atelier.cost;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a tenant's creates cost, as the report says it of the ledger's lines and of its months. */
@Dependent
public class CostFixture {
  private static final int ALL = 100;

  @Inject CostReport report;

  /** By currency, from the lines themselves; all of them of one run. */
  public List<CostGroup> lines(TenantId tenant) {
    return sums(tenant, "tenant,run");
  }

  /** By currency, from the sums of months. */
  public List<CostGroup> months(TenantId tenant) {
    return sums(tenant, "tenant");
  }

  private List<CostGroup> sums(TenantId tenant, String grouping) {
    return report.groups(
        new CostQuery(null, null, Map.of(CostKey.TENANT, Set.of(tenant.value()))),
        CostGrouping.named(grouping),
        List.of(),
        ALL);
  }
}
