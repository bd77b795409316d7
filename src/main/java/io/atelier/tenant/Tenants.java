package io.atelier.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Which tenants are closed, for every request to ask.
 *
 * <p>Whoever speaks for a closed tenant is refused. Its jobs in flight go on, for they may be paid
 * for, and what they make is kept.
 */
@ApplicationScoped
public class Tenants implements RememberedSettings {
  @Inject TenantAccess access;

  private final TenantCache<Boolean> closed =
      new TenantCache<>(tenants -> access.areClosed(tenants));

  /** Whether a tenant is closed. */
  public boolean isClosed(TenantId tenant) {
    return closed.get(tenant);
  }

  /** A tenant was closed or opened on this node. */
  void changed(TenantId tenant) {
    closed.reload(tenant);
  }

  @Override
  public void refresh() {
    closed.refresh();
  }
}
