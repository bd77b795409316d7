package io.atelier.skill;

import io.atelier.generation.JobBatch;
import io.atelier.generation.JobOrder;
import io.atelier.generation.Priority;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.ProblemException;
import io.atelier.problem.UnknownFieldException;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a step as a workflow posts it into an order: {@code {"skill":…,"input":{…}}}. */
final class StepOrder {
  private static final int MAX_NAME = 64;
  static final String STEPS = JobBatch.STEPS;
  static final int MAX_STEPS = 100;
  private static final int MAX_PROVIDERS = 16;
  private static final int MAX_METADATA_BYTES = 4 * 1024;

  static final Field<String> SKILL =
      Field.required("skill", "What to make, by name", new Rule.Text(1, MAX_NAME));
  static final Field<JsonObject> INPUT =
      Field.required("input", "The skill's own fields", new Rule.Nested());
  private static final Field<StepId> STEP =
      Field.optional(
          "step",
          "The workflow's own name of the step; one is made up if absent",
          new Rule.StepName());
  private static final Field<Priority> PRIORITY =
      Field.optional(
          "priority",
          "Which of the tenant's own jobs goes first",
          Rule.Choice.of(Priority.values(), Priority::jsonName),
          Priority.NORMAL);
  private static final Field<JsonObject> METADATA =
      Field.optional(
          "metadata",
          "The workflow's own, given back unread; 4096 bytes of JSON at most",
          new Rule.Opaque(MAX_METADATA_BYTES));
  private static final Field<List<String>> PROVIDERS =
      Field.optional(
          "providers",
          "The only providers that may make it; tried in the configured order",
          new Rule.Names(MAX_PROVIDERS, MAX_NAME),
          List.of());
  private static final Field<BigDecimal> DEADLINE =
      Field.optional(
          "deadline_seconds",
          "The longest that one provider may take, if shorter than is configured",
          new Rule.Decimal(new BigDecimal("0.1"), new BigDecimal("86400"), 3));
  static final List<Field<?>> FIELDS =
      List.of(SKILL, INPUT, STEP, PRIORITY, METADATA, PROVIDERS, DEADLINE);

  private StepOrder() {}

  /** Whether a body asks for several steps at once. */
  static boolean isBatch(JsonObject body) {
    return body.containsKey(STEPS);
  }

  /** The steps of a body that asks for several: {@code {"steps":[…]}}. */
  static List<JobOrder> readAll(TenantId tenant, RunId run, JsonObject body) {
    for (String name : body.keySet()) {
      if (!name.equals(STEPS)) {
        throw new UnknownFieldException("", name, List.of(STEPS));
      }
    }
    if (!(body.get(STEPS) instanceof JsonArray steps)
        || steps.isEmpty()
        || steps.size() > MAX_STEPS) {
      throw new InvalidFieldException(STEPS, "must be a list of 1 to " + MAX_STEPS + " steps");
    }
    List<JobOrder> orders = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      String path = JobBatch.path(i);
      if (!(steps.get(i) instanceof JsonObject step)) {
        throw new InvalidFieldException(path, "must be an object");
      }
      try {
        orders.add(read(tenant, run, step));
      } catch (ProblemException e) {
        throw e.within(path);
      }
    }
    return orders;
  }

  /** The one step of a body. */
  static JobOrder read(TenantId tenant, RunId run, JsonObject body) {
    Input order = Input.read(body, "", FIELDS);
    Skill skill = Skills.named(order.get(SKILL));
    JsonObject metadata = order.find(METADATA);
    return new JobOrder(
        tenant,
        run,
        Objects.requireNonNullElseGet(order.find(STEP), StepId::generated),
        skill.name(),
        skill.read(order.get(INPUT), "input."),
        order.get(PRIORITY),
        metadata == null ? null : metadata.toString(),
        order.get(PROVIDERS),
        deadline(order));
  }

  private static @Nullable Duration deadline(Input order) {
    BigDecimal seconds = order.find(DEADLINE);
    return seconds == null ? null : Duration.ofMillis(seconds.movePointRight(3).longValue());
  }
}
