package io.atelier.cost;

import io.atelier.tenant.RecentReading;
import io.atelier.tenant.RememberedSettings;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * Which tenants have a budget, known to two seconds by one query for all of them: most have none,
 * and need not be asked about for each of their requests. Thread-safe.
 */
@ApplicationScoped
class KnownBudgets implements RememberedSettings {
  @Inject TenantBudgets stored;

  private final RecentReading<Map<TenantId, Budget>> known =
      new RecentReading<>(() -> stored.all());

  Optional<Budget> of(TenantId tenant) {
    return Optional.ofNullable(known.get().get(tenant));
  }

  /** Also where a budget was set or taken away on this node. */
  @Override
  public void refresh() {
    known.read();
  }
}
