package io.atelier.generation;

import io.atelier.problem.CanonicalId;
import io.atelier.problem.Cursor;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants done to many jobs: {@code {"filter":{…},"dry_run":true,"limit":100}}.
 *
 * @param dryRun whether they are only to be counted
 * @param limit how many at most, by this request
 * @param after where to go on; empty at the beginning
 */
record BulkOrder(
    JobSelection selection, boolean dryRun, int limit, Optional<SelectedJobs.Position> after) {
  private static final String FILTER = "filter";
  private static final String DRY_RUN = "dry_run";
  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";
  private static final int USUAL = 100;
  private static final int MOST = 500;

  /**
   * An order to make jobs once more.
   *
   * @throws ProblemException naming the field that is wrong
   */
  static BulkOrder toRetry(InputStream body) throws IOException {
    return of(body, JobSelection::ofFailed, BulkOrder::isTime);
  }

  /**
   * An order to cancel jobs.
   *
   * @throws ProblemException naming the field that is wrong
   */
  static BulkOrder toCancel(InputStream body) throws IOException {
    return of(body, JobSelection::ofLive, List.of("true", "false")::contains);
  }

  private static BulkOrder of(
      InputStream body, Function<JsonObject, JobSelection> filter, Predicate<String> rank)
      throws IOException {
    JsonObject order = JsonBody.read(body, List.of(FILTER, DRY_RUN, LIMIT, CURSOR));
    return new BulkOrder(
        selection(order.get(FILTER), filter),
        dryRun(order.getOrDefault(DRY_RUN, JsonValue.FALSE)),
        limit(order),
        after(order, rank));
  }

  private static JobSelection selection(
      @Nullable JsonValue sent, Function<JsonObject, JobSelection> filter) {
    if (sent == null) {
      throw new ProblemException(ErrorCode.MISSING_FIELD, FILTER, FILTER + " is required.");
    }
    if (!(sent instanceof JsonObject json)) {
      throw new InvalidFieldException(FILTER, "must be an object");
    }
    try {
      return filter.apply(json);
    } catch (ProblemException e) {
      throw e.within(FILTER);
    }
  }

  private static boolean dryRun(JsonValue value) {
    if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
      throw new InvalidFieldException(DRY_RUN, "must be true or false");
    }
    return value.equals(JsonValue.TRUE);
  }

  private static int limit(JsonObject order) {
    if (!order.containsKey(LIMIT)) {
      return USUAL;
    }
    if (order.get(LIMIT) instanceof JsonNumber number
        && number.bigDecimalValue().compareTo(BigDecimal.ONE) >= 0
        && number.bigDecimalValue().compareTo(BigDecimal.valueOf(MOST)) <= 0
        && number.isIntegral()) {
      return number.intValue();
    }
    throw new InvalidFieldException(LIMIT, "must be a whole number of 1-" + MOST);
  }

  private static Optional<SelectedJobs.Position> after(JsonObject order, Predicate<String> rank) {
    JsonValue cursor = order.getOrDefault(CURSOR, JsonValue.NULL);
    if (cursor.equals(JsonValue.NULL)) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.of(cursor)
            .filter(JsonString.class::isInstance)
            .flatMap(text -> Cursor.parse(((JsonString) text).getString()))
            .filter(parsed -> parsed.parts().size() == 2)
            .filter(parsed -> rank.test(parsed.parts().get(0)))
            .flatMap(parsed -> position(parsed.parts()))
            .orElseThrow(() -> new InvalidFieldException(CURSOR, "must be the next of an answer")));
  }

  private static Optional<SelectedJobs.Position> position(List<String> parts) {
    return CanonicalId.parse(parts.get(1)).map(job -> new SelectedJobs.Position(parts.get(0), job));
  }

  private static boolean isTime(String rank) {
    try {
      return JobSelectionReader.isStorable(Instant.parse(rank));
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The cursor after that job. */
  static String next(SelectedJobs.Position last) {
    return Cursor.after(last.rank(), last.job().toString()).text();
  }
}
