package io.atelier.event;

import io.atelier.tenant.SettingVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
   * For the audit trail, which is kept for ever: no query of the URL, and nothing to sign with;
   * that these were others is told by fingerprint and entity tag.
   */
  JsonObject audited() {
    JsonObjectBuilder state = Json.createObjectBuilder();
    int query = url.indexOf('?');
    state.add("url", query < 0 ? url : url.substring(0, query) + "?…");
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
