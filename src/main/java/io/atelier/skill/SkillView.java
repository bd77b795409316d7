package io.atelier.skill;

import io.atelier.generation.KindLimits;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A skill as its JSON shows it.
 *
 * @param inputSchema what its input may say: JSON Schema, draft 2020-12, with defaults and examples
 * @param makes what it makes, for each kind of media
 */
@JsonbPropertyOrder({"name", "description", "inputSchema", "makes", "links"})
public record SkillView(
    String name,
    String description,
    JsonObject inputSchema,
    List<Makes> makes,
    Map<String, URI> links) {

  /**
   * A kind of media that a skill makes.
   *
   * @param kind {@code video sfx bgm model_3d image}
   * @param providers who is on the route for it, in the order they are tried
   */
  @JsonbPropertyOrder({"kind", "limits", "providers"})
  public record Makes(String kind, KindLimits limits, List<Maker> providers) {}

  /**
   * A provider on a route.
   *
   * @param reason why it makes nothing of this kind here; null if it does
   * @param cannot what it cannot make of it: such a request is made by the others
   */
  @JsonbPropertyOrder({"provider", "reason", "cannot"})
  public record Maker(String provider, @Nullable String reason, List<Shortcoming> cannot) {}

  /**
   * A value of one field with which a provider makes nothing.
   *
   * @param value the name or number; of a text how long it is
   */
  @JsonbPropertyOrder({"field", "value", "reason"})
  public record Shortcoming(String field, String value, String reason) {}
}
