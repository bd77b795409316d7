package io.atelier.tenant;

import io.atelier.problem.QueryParameters;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whose runs and jobs a caller is shown. */
@Dependent
public class ShownTenant {
  private final CurrentCaller caller;

  @Inject
  ShownTenant(CurrentCaller caller) {
    this.caller = caller;
  }

  /**
   * The caller's own tenant, or the one that an operator names as {@code tenant}; empty if anybody
   * else names another, who is to be answered as for what is not there.
   */
  public Optional<TenantId> of(QueryParameters query) {
    Caller asking = caller.get();
    TenantId shown = query.find("tenant").map(TenantId::named).orElse(asking.tenant());
    return Optional.of(shown)
        .filter(
            tenant -> tenant.equals(asking.tenant()) || asking.groups().contains(Group.OPERATOR));
  }

  /** Whether it is the caller's own tenant, whose assets he may have. */
  public boolean isCallers(TenantId tenant) {
    return tenant.equals(caller.tenant()) && caller.get().groups().contains(Group.CREATOR);
  }

  /**
   * What the addresses of a tenant's runs and jobs end with where the caller is to follow them: an
   * operator says whose they are.
   */
  public String query(TenantId tenant) {
    return isCallers(tenant) ? "" : "?tenant=" + tenant;
  }
}
