package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSetting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The setting {@code storage}: {@code {"quota_bytes":50000000000}}, how many bytes a tenant may
 * keep; null for any number.
 */
@Dependent
public class StorageSetting implements TenantSetting {
  static final String NAME = "storage";
  private static final String QUOTA_BYTES = "quota_bytes";
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final UsageSettings defaults;
  private final StorageQuota quota;

  @Inject
  StorageSetting(UsageSettings defaults, StorageQuota quota) {
    this.defaults = defaults;
    this.quota = quota;
  }

  /** The quota of a tenant with that document; empty if it has none. */
  Optional<Long> quotaBytes(Optional<JsonObject> document) {
    return document.isEmpty()
        ? defaults.quotaBytes()
        : document
            .filter(set -> !set.isNull(QUOTA_BYTES))
            .map(set -> set.getJsonNumber(QUOTA_BYTES).longValueExact());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<JsonObject> checked(JsonObject sent) {
    JsonBody.requireKnown(sent, List.of(QUOTA_BYTES));
    sentBytes(sent);
    return Optional.of(sent);
  }

  static Optional<Long> sentBytes(JsonObject sent) {
    JsonValue value = sent.get(QUOTA_BYTES);
    if (value == null) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD, QUOTA_BYTES, QUOTA_BYTES + " is required; null for no quota.");
    }
    if (value.equals(JsonValue.NULL)) {
      return Optional.empty();
    }
    return Optional.of(value)
        .filter(JsonNumber.class::isInstance)
        .map(number -> ((JsonNumber) number).bigDecimalValue())
        .filter(n -> n.signum() >= 0 && n.compareTo(MOST) <= 0 && n.scale() <= 0)
        .map(n -> Optional.of(n.longValueExact()))
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    QUOTA_BYTES, "must be a whole number from 0 up, or null"));
  }

  @Override
  public JsonObject effective(Optional<JsonObject> document) {
    JsonObjectBuilder effective = Json.createObjectBuilder();
    quotaBytes(document)
        .ifPresentOrElse(
            bytes -> effective.add(QUOTA_BYTES, bytes), () -> effective.addNull(QUOTA_BYTES));
    return effective.build();
  }

  @Override
  public void changed(TenantId tenant) {
    quota.changed(tenant);
  }
}
