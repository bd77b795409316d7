package io.atelier.generation;

import io.atelier.provider.MediaKind;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator set for one tenant in place of the configuration: the document {@code
 * generation} of its settings, by kind of media.
 */
record TenantPolicy(Map<MediaKind, Changes> kinds) {
  static final TenantPolicy NONE = new TenantPolicy(Map.of());

  TenantPolicy {
    kinds = Map.copyOf(kinds);
  }

  /** The document that {@link TenantPolicyReader} let pass. */
  static TenantPolicy of(JsonObject document) {
    Map<MediaKind, Changes> kinds = new EnumMap<>(MediaKind.class);
    for (MediaKind kind : MediaKind.values()) {
      if (document.containsKey(kind.jsonName())) {
        kinds.put(kind, Changes.of(document.getJsonObject(kind.jsonName())));
      }
    }
    return new TenantPolicy(kinds);
  }

  /** That policy, with what is set for this tenant. */
  KindPolicy over(KindPolicy policy, MediaKind kind) {
    Changes changes = kinds.get(kind);
    return changes == null ? policy : changes.over(policy);
  }

  /** What is set for one kind; null where the configuration holds. */
  record Changes(
      @Nullable Integer limit,
      @Nullable Duration timeout,
      @Nullable Duration pollInterval,
      @Nullable List<String> providers) {

    static final String LIMIT = "limit";
    static final String TIMEOUT = "timeout_seconds";
    static final String POLL_INTERVAL = "poll_interval_seconds";
    static final String PROVIDERS = "providers";

    private static Changes of(JsonObject json) {
      return new Changes(
          json.containsKey(LIMIT) ? json.getInt(LIMIT) : null,
          seconds(json.getJsonNumber(TIMEOUT)),
          seconds(json.getJsonNumber(POLL_INTERVAL)),
          json.containsKey(PROVIDERS)
              ? json.getJsonArray(PROVIDERS).getValuesAs(JsonString::getString)
              : null);
    }

    private static @Nullable Duration seconds(@Nullable JsonNumber number) {
      return number == null
          ? null
          : Duration.ofMillis(number.bigDecimalValue().movePointRight(3).longValue());
    }

    private KindPolicy over(KindPolicy policy) {
      return new KindPolicy(
          Optional.ofNullable(pollInterval).orElse(policy.pollInterval()),
          Optional.ofNullable(timeout).orElse(policy.timeout()),
          Optional.ofNullable(limit).orElse(policy.limit()),
          Optional.ofNullable(providers).orElse(policy.providers()));
    }
  }
}
