package io.atelier.client;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made, and how its job is to be treated; what is null is left to the server.
 *
 * @param skill the name of what to make
 * @param input what the skill's JSON Schema says
 * @param step the workflow's own name of the step
 * @param priority {@code low normal high}, among the tenant's own jobs
 * @param metadata the workflow's own, given back unread
 * @param providers the only ones that may make it
 * @param deadlineSeconds the longest that one provider may take
 */
public record Step(
    String skill,
    JsonObject input,
    @Nullable String step,
    @Nullable String priority,
    @Nullable JsonObject metadata,
    @Nullable List<String> providers,
    @Nullable BigDecimal deadlineSeconds) {

  /** That skill with that input, and all else as usual. */
  public static Step of(String skill, JsonObject input) {
    return new Step(skill, input, null, null, null, null, null);
  }

  /** The same, under a name of the workflow's own. */
  public Step named(String name) {
    return new Step(skill, input, name, priority, metadata, providers, deadlineSeconds);
  }
}
