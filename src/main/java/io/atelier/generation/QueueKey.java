package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.tenant.TenantId;

/** One queue: the jobs of a tenant for a provider and a kind of media share its slots (FR-019). */
record QueueKey(TenantId tenant, String provider, MediaKind kind) {

  /** Names the lock under which its slots are counted. */
  String lockName() {
    return "queue/" + tenant + "/" + provider + "/" + kind;
  }
}
