package io.atelier.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.artifact.TenantQuota.Allowance;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.RememberedSettings;
import io.atelier.tenant.TenantCache;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Refuses what would take more of the store than a tenant may keep, before any money is spent.
 *
 * <p>What counts is bytes on the disk. Work that was accepted before is never stopped by it, and
 * its results are kept, so that a tenant may come to lie above its quota; what is brought is
 * counted exactly as it is kept, so that however much comes at once never takes a tenant there.
 * Thread-safe.
 */
@ApplicationScoped
public class StorageQuota implements RememberedSettings {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(2);
  private static final Duration KNOWN_MEANWHILE = Duration.ofSeconds(10);

  @Inject TenantQuota quotas;
  @Inject LimitedTenants limited;

  private final TenantCache<Allowance> allowances =
      new TenantCache<>(tenants -> quotas.allowances(tenants));
  private volatile Map<TenantId, JsonObject> set = Map.of();
  private final Cache<TenantId, ReentrantLock> locks = Caffeine.newBuilder().weakValues().build();

  /**
   * Requires that a tenant may keep more than it does, known to two seconds, or ten while another
   * asks anew, however little.
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
    if (!limited.contains(tenant)) {
      return;
    }
    allowance(tenant).require(moreBytes);
  }

  // One asks for all: a sum over many files is not to be made by every request at once. The others
  // do not wait for it, as they may hold a connection that it waits for.
  private Allowance allowance(TenantId tenant) {
    ReentrantLock lock = locks.get(tenant, t -> new ReentrantLock());
    if (!lock.tryLock()) {
      return allowances.reload(tenant, KNOWN_MEANWHILE);
    }
    try {
      return allowances.reload(tenant, KNOWN_FOR);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Requires that a tenant may keep a file, exactly: whoever asks for the same tenant at the same
   * time, on whatever node, waits until the caller's transaction ends. To be called in the
   * transaction that keeps it, before any other lock is taken there.
   *
   * @throws ProblemException {@code QUOTA_EXCEEDED}
   */
  void admit(TenantId tenant, InspectedFile file) {
    if (!limited.contains(tenant)) {
      return;
    }
    Allowance allowance = quotas.locked(tenant);
    if (!quotas.keeps(tenant, file.hash())) {
      allowance.require(file.sizeBytes());
    }
  }

  /** A tenant's quota was set or taken away on this node: here it holds at once. */
  void changed(TenantId tenant) {
    limited.refresh();
    allowances.reload(tenant);
  }

  // What tenants use of their quotas is only summed up again where a quota is another one.
  @Override
  public void refresh() {
    Map<TenantId, JsonObject> now = limited.refresh();
    if (!now.equals(set)) {
      allowances.outdate();
      set = now;
    }
  }
}
