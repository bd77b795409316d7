package io.atelier.skill;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A run as its JSON shows it.
 *
 * @param status {@code RUNNING} while a step has a job that is not settled; else {@code FAILED} if
 *     one failed or timed out, {@code CANCELLED} if one was cancelled, {@code COMPLETED} if all are
 *     completed, {@code EMPTY} if there are none
 * @param steps how many steps have which status: that of their newest job
 */
@JsonbPropertyOrder({"run", "status", "steps", "createdAt", "links"})
public record RunView(
    String run, String status, Map<String, Long> steps, Instant createdAt, Map<String, URI> links) {

  static RunView of(
      String run, Map<String, Long> steps, Instant createdAt, Map<String, URI> links) {
    return new RunView(run, status(steps), steps, createdAt, links);
  }

  private static String status(Map<String, Long> steps) {
    if (steps.containsKey("PENDING")
        || steps.containsKey("PROCESSING")
        || steps.containsKey("CANCELLING")) {
      return "RUNNING";
    }
    if (steps.containsKey("FAILED") || steps.containsKey("TIMED_OUT")) {
      return "FAILED";
    }
    if (steps.containsKey("CANCELLED")) {
      return "CANCELLED";
    }
    return steps.isEmpty() ? "EMPTY" : "COMPLETED";
  }
}
