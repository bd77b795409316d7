package io.atelier.cost;

import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSetting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The setting {@code budget}: what a tenant may spend, as the document of a {@link Budget}; {@code
 * {}} for no budget. One that had none is counted from the beginning of the month on.
 */
@Dependent
class BudgetSetting implements TenantSetting {
  static final String NAME = "budget";

  private final BudgetReader reader;
  private final BudgetCount count;
  private final KnownBudgets known;

  @Inject
  BudgetSetting(BudgetReader reader, BudgetCount count, KnownBudgets known) {
    this.reader = reader;
    this.count = count;
    this.known = known;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<JsonObject> checked(JsonObject sent) {
    return reader.read(sent).map(Budget::document);
  }

  @Override
  public JsonObject effective(Optional<JsonObject> document) {
    return document.map(Budget::of).map(Budget::document).orElse(JsonValue.EMPTY_JSON_OBJECT);
  }

  @Override
  public void changing(TenantId tenant, Optional<JsonObject> before, Optional<JsonObject> after) {
    if (after.isEmpty()) {
      count.end(tenant);
    } else if (before.isEmpty()) {
      count.begin(tenant);
    }
  }

  @Override
  public void changed(TenantId tenant) {
    known.refresh();
  }
}
