package io.atelier.artifact;

import io.atelier.tenant.TenantId;
import java.util.Set;

/**
 * Whose storage usage is asked for, and what it is to be summed up by.
 *
 * @param only what is each of these tenants': everybody's where empty, nobody's where there are two
 */
record UsageQuery(UsageGrouping grouping, Set<TenantId> only) {
  UsageQuery {
    only = Set.copyOf(only);
  }
}
