package io.atelier.tenant;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants are closed, for every request to ask.
 *
 * <p>Whoever speaks for a closed tenant is refused on every node within two seconds. Its jobs in
 * flight go on, for they may be paid for, and what they make is kept.
 */
@ApplicationScoped
public class Tenants {
  @Inject TenantAccess access;
  @Resource ManagedScheduledExecutorService scheduler;

  private final TenantCache<Boolean> closed =
      new TenantCache<>(tenants -> access.areClosed(tenants));
  private @Nullable ScheduledFuture<?> refreshing;

  @PostConstruct
  void start() {
    refreshing = scheduler.scheduleWithFixedDelay(closed::refresh, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (refreshing != null) {
      refreshing.cancel(true);
    }
  }

  /** Whether a tenant is closed, as it was less than two seconds ago. */
  public boolean isClosed(TenantId tenant) {
    return closed.get(tenant);
  }

  /** A tenant was closed or opened on this node. */
  void changed(TenantId tenant) {
    closed.reload(tenant);
  }
}
