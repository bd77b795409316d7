package io.atelier.generation;

import io.atelier.problem.ProblemException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which jobs an operator means: a condition of SQL, and its values; and the JSON that said so.
 *
 * <p>One that would mean all jobs there are is refused: it is more likely a slip than a wish.
 */
record JobSelection(List<String> conditions, List<Object> values, JsonObject json) {
  JobSelection {
    conditions = List.copyOf(conditions);
    values = List.copyOf(values);
  }

  /**
   * Jobs that ended without a result.
   *
   * @throws ProblemException naming the field that is wrong
   */
  static JobSelection ofFailed(JsonObject json) {
    return new JobSelectionReader(json, "settled", List.of(JobStatus.FAILED, JobStatus.TIMED_OUT))
        .read(List.of("error_code"));
  }

  /**
   * Jobs that are not settled, and that nobody cancelled yet.
   *
   * @throws ProblemException naming the field that is wrong
   */
  static JobSelection ofLive(JsonObject json) {
    return new JobSelectionReader(json, "created", List.of(JobStatus.PENDING, JobStatus.PROCESSING))
        .read(List.of());
  }

  /** The same, and that condition too; its question marks stand for those values. */
  JobSelection and(String condition, Object... more) {
    List<String> narrower = new ArrayList<>(conditions);
    narrower.add(condition);
    List<Object> all = new ArrayList<>(values);
    all.addAll(Arrays.asList(more));
    return new JobSelection(narrower, all, json);
  }

  /** The condition, with positions for its values from 1 on. */
  String where() {
    StringBuilder where = new StringBuilder();
    int position = 0;
    for (char c : String.join(" AND ", conditions).toCharArray()) {
      where.append(c);
      if (c == '?') {
        where.append(++position);
      }
    }
    return where.toString();
  }
}
