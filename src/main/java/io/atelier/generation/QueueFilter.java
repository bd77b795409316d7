package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** Which queues are asked for; null for any. */
public record QueueFilter(
    @Nullable TenantId tenant, @Nullable String provider, @Nullable MediaKind kind) {

  /** Every queue. */
  public static final QueueFilter ALL = new QueueFilter(null, null, null);
}
