package io.atelier.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Draws the JSON of events, the same in streams and in webhooks. */
@ApplicationScoped
class EventJson {
  private String base = "";

  /** For the container. */
  protected EventJson() {}

  @Inject
  EventJson(Config config) {
    this(config.getOptionalValue("public.base-url", String.class).orElse(""));
  }

  EventJson(String base) {
    this.base = base.replaceAll("/+$", "");
  }

  /** One line. */
  String of(Event event) {
    return Json.createObjectBuilder()
        .add("id", event.id().toString())
        .add("type", event.type())
        .add("timestamp", event.createdAt().toString())
        .add("tenant", event.tenant().value())
        .add("run", text(event.run()))
        .add("step", text(event.step()))
        .add("job", event.job() == null ? JsonValue.NULL : Json.createValue(event.job().toString()))
        .add("data", published(object(event.data())))
        .build()
        .toString();
  }

  // Rows hold paths, because the host may move.
  private JsonObject published(JsonObject data) {
    JsonObjectBuilder shown = Json.createObjectBuilder();
    data.forEach(
        (name, value) -> {
          if (value instanceof JsonObject object) {
            shown.add(name, published(object));
          } else if (name.equals("uri") && value instanceof JsonString path) {
            shown.add(name, base + path.getString());
          } else {
            shown.add(name, value);
          }
        });
    return shown.build();
  }

  private static JsonValue text(@Nullable String text) {
    return text == null ? JsonValue.NULL : Json.createValue(text);
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
