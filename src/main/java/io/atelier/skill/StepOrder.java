package io.atelier.skill;

import io.atelier.generation.JobOrder;
import io.atelier.generation.Priority;
import io.atelier.problem.InvalidFieldException;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.json.JsonObject;
import java.util.List;

/** Turns a step as a workflow posts it into an order: {@code {"skill":…,"input":{…}}}. */
final class StepOrder {
  private static final int MAX_NAME = 64;
  private static final int MAX_METADATA_BYTES = 4 * 1024;

  private static final Field<String> SKILL =
      Field.required("skill", "What to make, by name", new Rule.Text(1, MAX_NAME));
  private static final Field<JsonObject> INPUT =
      Field.required("input", "The skill's own fields", new Rule.Nested());
  private static final Field<String> STEP =
      Field.optional("step", "The workflow's own name of the step", new Rule.Text(1, MAX_NAME));
  private static final Field<Priority> PRIORITY =
      Field.optional(
          "priority",
          "Which of the tenant's own jobs goes first",
          Rule.Choice.of(Priority.values(), Priority::jsonName),
          Priority.NORMAL);
  private static final Field<JsonObject> METADATA =
      Field.optional(
          "metadata", "The workflow's own, given back unread", new Rule.Opaque(MAX_METADATA_BYTES));
  private static final List<Field<?>> FIELDS = List.of(SKILL, INPUT, STEP, PRIORITY, METADATA);

  private StepOrder() {}

  static JobOrder read(TenantId tenant, RunId run, JsonObject body) {
    Input order = Input.read(body, "", FIELDS);
    Skill skill = Skills.named(order.get(SKILL));
    Input input = Input.read(order.get(INPUT), "input.", skill.fields());
    JsonObject metadata = order.find(METADATA);
    return new JobOrder(
        tenant,
        run,
        step(order),
        skill.name(),
        skill.request().apply(input),
        order.get(PRIORITY),
        metadata == null ? null : metadata.toString());
  }

  private static StepId step(Input order) {
    String name = order.find(STEP);
    return name == null
        ? StepId.generated()
        : StepId.parse(name)
            .orElseThrow(() -> new InvalidFieldException("step", "must match " + RunId.PATTERN));
  }
}
