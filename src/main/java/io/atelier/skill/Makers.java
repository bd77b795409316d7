package io.atelier.skill;

import io.atelier.generation.Routes;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import io.atelier.skill.SkillView.Maker;
import io.atelier.skill.SkillView.Makes;
import io.atelier.skill.SkillView.Shortcoming;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who makes what a skill is asked for, found out by asking: each provider on the route is offered
 * an example, and then the same with each field at its extremes, one at a time.
 */
@Dependent
class Makers {
  private final Routes routes;

  @Inject
  Makers(Routes routes) {
    this.routes = routes;
  }

  /** The kinds of media that a skill makes for a tenant. */
  List<Makes> of(Skill skill, TenantId tenant) {
    return skill.variants().stream()
        .flatMap(
            variant -> variant.kinds().stream().map(kind -> makes(skill, variant, kind, tenant)))
        .toList();
  }

  private Makes makes(Skill skill, Variant variant, MediaKind kind, TenantId tenant) {
    return new Makes(
        kind.jsonName(),
        routes.limits(tenant, kind),
        routes.configured(tenant, kind).stream().map(name -> maker(skill, variant, name)).toList());
  }

  private Maker maker(Skill skill, Variant variant, String provider) {
    JsonObject example = variant.examples().get(0);
    String reason = routes.refusal(provider, variant.read(example, ""));
    return new Maker(
        provider,
        reason,
        reason == null
            ? variant.fields().stream()
                .filter(field -> !field.equals(skill.type()))
                .flatMap(field -> shortcomings(variant, example, field, provider))
                .toList()
            : List.of());
  }

  private Stream<Shortcoming> shortcomings(
      Variant variant, JsonObject example, Field<?> field, String provider) {
    return RuleValues.extremes(field.rule())
        .flatMap(
            value -> {
              GenerationRequest request = variant.read(with(example, field, value), "");
              String reason = routes.refusal(provider, request);
              return reason == null
                  ? Stream.empty()
                  : Stream.of(new Shortcoming(field.name(), text(field, value), reason));
            });
  }

  private static JsonObject with(JsonObject example, Field<?> field, JsonValue value) {
    return Json.createObjectBuilder(example).add(field.name(), value).build();
  }

  private static String text(Field<?> field, JsonValue value) {
    if (field.rule() instanceof Rule.Text text) {
      return text.max() + " characters";
    }
    return switch (value) {
      case JsonString name -> name.getString();
      case JsonArray names -> names.getString(0);
      default -> value.toString();
    };
  }
}
