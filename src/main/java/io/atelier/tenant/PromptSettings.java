package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was set for many tenants, for {@link RememberedSettings}: outside of any transaction, and
 * however busy the other connections are.
 */
@Dependent
public class PromptSettings {
  private final PromptQueries queries;

  @Inject
  PromptSettings(PromptQueries queries) {
    this.queries = queries;
  }

  /** The documents of that name of these tenants, where one was set. */
  public Map<TenantId, JsonObject> find(Collection<TenantId> tenants, String name) {
    return documents(
        queries.list(
            """
            SELECT tenant_id, CAST(value AS text) FROM tenant_setting
            WHERE tenant_id = ANY (string_to_array(?, ',')) AND name = ?
            """,
            PromptSettings::document,
            tenants.stream().map(TenantId::value).collect(Collectors.joining(",")),
            name));
  }

  /** The documents of that name of all tenants for whom one was set. */
  public Map<TenantId, JsonObject> all(String name) {
    return documents(
        queries.list(
            "SELECT tenant_id, CAST(value AS text) FROM tenant_setting WHERE name = ?",
            PromptSettings::document,
            name));
  }

  private static Map.Entry<TenantId, JsonObject> document(ResultSet row) throws SQLException {
    return Map.entry(new TenantId(row.getString(1)), TenantSettings.object(row.getString(2)));
  }

  private static Map<TenantId, JsonObject> documents(
      List<Map.Entry<TenantId, JsonObject>> documents) {
    return documents.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
