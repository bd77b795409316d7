package io.atelier.tenant;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How tenants are called in metrics: the first thousand by name and the rest {@link #OTHERS}, so
 * that no number of tenants makes too many series. Who has a name keeps it. Thread-safe.
 */
public final class TenantTags {
  /** The most that are called by name. */
  public static final int MOST = 1000;

  /** The rest together, as no tenant can be called. */
  public static final String OTHERS = "_other";

  private final Set<TenantId> named = ConcurrentHashMap.newKeySet();

  /** What a tenant is called. */
  public String of(TenantId tenant) {
    return named.contains(tenant) || isNamedNow(tenant) ? tenant.value() : OTHERS;
  }

  private synchronized boolean isNamedNow(TenantId tenant) {
    return named.contains(tenant) || (named.size() < MOST && named.add(tenant));
  }
}
