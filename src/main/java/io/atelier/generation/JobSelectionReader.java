package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads which jobs an operator means. */
final class JobSelectionReader {
  private static final String TENANT = "tenant";
  private static final String RUN = "run";
  private static final String PROVIDER = "provider";
  private static final String KIND = "kind";
  private static final String STATUS = "status";
  private static final String ERROR_CODE = "error_code";
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final JsonObject json;
  private final String time;
  private final List<JobStatus> statuses;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * A reader of that JSON.
   *
   * @param time what of a job's times is asked for: {@code created settled}
   * @param statuses those that jobs may have
   */
  JobSelectionReader(JsonObject json, String time, List<JobStatus> statuses) {
    this.json = json;
    this.time = time;
    this.statuses = statuses;
  }

  /** The selection, which may say these fields besides the usual. */
  JobSelection read(List<String> more) {
    List<String> times = List.of(time + "_after", time + "_before");
    List<String> fields =
        Stream.of(Stream.of(TENANT, RUN, PROVIDER, KIND, STATUS), more.stream(), times.stream())
            .flatMap(names -> names)
            .toList();
    JsonBody.requireKnown(json, fields);
    where(TENANT, "job.tenant_id = ?", text -> TenantId.named(text).value());
    where(RUN, "job.run_id = ?", JobSelectionReader::run);
    where(PROVIDER, "job.provider = ?", Filters::provider);
    where(KIND, "job.kind = ?", text -> Filters.kind(text).name());
    where(
        ERROR_CODE,
        "job.error_code = ?",
        text -> Filters.choice(ERROR_CODE, text, List.of(ErrorCode.values()), Enum::name).name());
    where(times.get(0), "job." + time + "_at > ?", text -> time(times.get(0), text));
    where(times.get(1), "job." + time + "_at < ?", text -> time(times.get(1), text));
    if (conditions.isEmpty()) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD,
          TENANT,
          "Say at least one of "
              + String.join(", ", fields.stream().filter(f -> !f.equals(STATUS)).toList())
              + "; all jobs there are cannot be meant.");
    }
    JobStatus only =
        json.containsKey(STATUS)
            ? Filters.choice(STATUS, text(STATUS), statuses, Enum::name)
            : null;
    conditions.add(
        "job.status IN (%s)"
            .formatted(
                String.join(
                    ", ",
                    statuses.stream()
                        .filter(status -> only == null || status == only)
                        .map(status -> "'" + status + "'")
                        .toList())));
    return new JobSelection(conditions, values, json);
  }

  private void where(String field, String condition, Function<String, Object> value) {
    if (json.containsKey(field)) {
      values.add(value.apply(text(field)));
      conditions.add(condition);
    }
  }

  private String text(String field) {
    JsonValue value = json.get(field);
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw new InvalidFieldException(field, "must be text");
  }

  private static String run(String text) {
    return RunId.parse(text)
        .orElseThrow(() -> new InvalidFieldException(RUN, "must match " + RunId.PATTERN))
        .value();
  }

  /** Whether the database knows such a time. */
  static boolean isStorable(Instant time) {
    return time.isAfter(EARLIEST) && time.isBefore(LATEST);
  }

  private static Instant time(String field, String text) {
    try {
      Instant time = Instant.parse(text);
      if (isStorable(time)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new InvalidFieldException(field, "must be a time like 2026-01-31T12:00:00Z");
  }
}
