package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which tenants are closed, of many at once. */
@Dependent
class TenantAccess {
  private final PromptQueries queries;

  @Inject
  TenantAccess(PromptQueries queries) {
    this.queries = queries;
  }

  /** Which of these tenants are closed, and which not. */
  Map<TenantId, Boolean> areClosed(Set<TenantId> tenants) {
    Set<String> closed =
        Set.copyOf(
            queries.list(
                """
                SELECT tenant_id FROM tenant_setting
                WHERE tenant_id = ANY (string_to_array(?, ',')) AND name = ?
                  AND CAST(value ->> 'closed' AS boolean)
                """,
                row -> row.getString(1),
                tenants.stream().map(TenantId::value).collect(Collectors.joining(",")),
                AccessSetting.NAME));
    return tenants.stream()
        .collect(Collectors.toMap(Function.identity(), t -> closed.contains(t.value())));
  }
}
