package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSetting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The setting {@code generation}: how a tenant's jobs are run, by kind of media. */
@Dependent
public class GenerationSetting implements TenantSetting {
  static final String NAME = "generation";

  private final TenantPolicyReader reader;
  private final GenerationSettings configured;
  private final Policies policies;

  @Inject
  GenerationSetting(TenantPolicyReader reader, GenerationSettings configured, Policies policies) {
    this.reader = reader;
    this.configured = configured;
    this.policies = policies;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<JsonObject> checked(JsonObject sent) {
    reader.check(sent);
    return sent.isEmpty() ? Optional.empty() : Optional.of(sent);
  }

  /** What holds where nothing else is configured for one provider. */
  @Override
  public JsonObject effective(Optional<JsonObject> document) {
    TenantPolicy set = document.map(TenantPolicy::of).orElse(TenantPolicy.NONE);
    JsonObjectBuilder effective = Json.createObjectBuilder();
    for (MediaKind kind : MediaKind.values()) {
      effective.add(kind.jsonName(), json(set.over(configured.policy(kind), kind)));
    }
    return effective.build();
  }

  private static JsonObject json(KindPolicy policy) {
    return Json.createObjectBuilder()
        .add(TenantPolicy.Changes.LIMIT, policy.limit())
        .add(TenantPolicy.Changes.TIMEOUT, seconds(policy.timeout()))
        .add(TenantPolicy.Changes.POLL_INTERVAL, seconds(policy.pollInterval()))
        .add(TenantPolicy.Changes.PROVIDERS, Json.createArrayBuilder(policy.providers()))
        .build();
  }

  private static BigDecimal seconds(Duration time) {
    BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }

  @Override
  public void changed(TenantId tenant) {
    policies.changed(tenant);
  }
}
