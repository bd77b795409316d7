package io.atelier.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.artifact.TenantQuota.Allowance;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantCache;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Refuses what would take more of the store than a tenant may keep, before any money is spent.
 *
 * <p>What counts is bytes on the disk, known to two seconds: work that was accepted before is never
 * stopped by it, and its results are kept, so that a tenant may come to lie above its quota.
 * Thread-safe.
 */
@ApplicationScoped
public class StorageQuota {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(2);

  @Inject TenantQuota quotas;
  @Inject LimitedTenants limited;

  private final TenantCache<Allowance> allowances =
      new TenantCache<>(tenants -> quotas.allowances(tenants));
  private final Cache<TenantId, Object> locks = Caffeine.newBuilder().weakValues().build();

  /**
   * Requires that a tenant may keep more than it does, however little. To be called before anything
   * else in a transaction: it may wait for another that asks for the same tenant.
   *
   * @throws ProblemException {@code QUOTA_EXCEEDED}
   */
  public void require(TenantId tenant) {
    require(tenant, 1);
  }

  /**
   * Requires that a tenant may keep that many bytes more; as {@link #require(TenantId)}.
   *
   * @throws ProblemException {@code QUOTA_EXCEEDED}
   */
  public void require(TenantId tenant, long moreBytes) {
    if (!limited.contains(tenant.value())) {
      return;
    }
    Allowance allowance;
    // One asks for all: a sum over many files is not to be made by every request at once.
    synchronized (locks.get(tenant, t -> new Object())) {
      allowance = allowances.reload(tenant, KNOWN_FOR);
    }
    long used = allowance.usedBytes().orElse(0L);
    allowance
        .quotaBytes()
        .filter(quota -> quota - used < moreBytes)
        .ifPresent(
            quota -> {
              throw new ProblemException(
                  ErrorCode.QUOTA_EXCEEDED,
                  "This tenant's assets take "
                      + used
                      + " bytes of the "
                      + quota
                      + " it may keep; delete artifacts, or ask the operator for a larger quota.");
            });
  }

  /** A tenant's quota was set or taken away on this node: here it holds at once. */
  void changed(TenantId tenant) {
    limited.changed();
    allowances.reload(tenant);
  }
}
