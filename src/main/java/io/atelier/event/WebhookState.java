package io.atelier.event;

import io.atelier.tenant.SettingVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is set of a webhook, as it is compared by those who change it and told in the audit trail.
 *
 * @param types with commas between; null for all
 */
record WebhookState(String url, @Nullable String types, boolean disabled, WebhookSecret secret) {

  /** The entity tag of what may be set of one. */
  static String tag(String url, @Nullable String types) {
    return SettingVersion.tag(url + "\n" + (types == null ? "" : types));
  }

  String tag() {
    return tag(url, types);
  }

  /**
   * For the audit trail, which is kept for ever: of the URL its origin alone, for what comes after
   * may be what whoever calls it is known by, and nothing to sign with; that these were others is
   * told by entity tag and fingerprint.
   */
  JsonObject audited() {
    JsonObjectBuilder state = Json.createObjectBuilder();
    URI called = URI.create(url);
    state.add("origin", called.getScheme() + "://" + called.getAuthority());
    if (types == null) {
      state.addNull("types");
    } else {
      state.add("types", Json.createArrayBuilder(List.of(types.split(","))));
    }
    return state
        .add("disabled", disabled)
        .add("secret", secret.fingerprint())
        .add("etag", tag())
        .build();
  }
}
