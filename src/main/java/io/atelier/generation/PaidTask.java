package io.atelier.generation;

import io.atelier.provider.ProviderHandle;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;
import java.util.UUID;

/**
 * What a create is known by at its provider, for whoever has to record it.
 *
 * @param stage the create
 * @param provider whose task it is
 */
record PaidTask(UUID job, UUID attempt, UUID stage, String provider, ProviderHandle handle) {

  static PaidTask of(Work work, ProviderHandle handle) {
    return new PaidTask(
        work.job(), work.create().attempt(), work.stage(), work.queue().provider(), handle);
  }

  /** What it has to be recorded for, as {@link StuckLocks} knows it. */
  String lockName() {
    return "handle/" + stage;
  }

  /** As a text that {@link #read} understands. */
  String text() {
    return Json.createObjectBuilder()
        .add("job", job.toString())
        .add("attempt", attempt.toString())
        .add("stage", stage.toString())
        .add("provider", provider)
        .add("task", handle.id())
        .add("state", handle.state())
        .build()
        .toString();
  }

  /** The task that a text tells of; empty if it is none. */
  static Optional<PaidTask> read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject task = reader.readObject();
      return Optional.of(
          new PaidTask(
              UUID.fromString(task.getString("job")),
              UUID.fromString(task.getString("attempt")),
              UUID.fromString(task.getString("stage")),
              task.getString("provider"),
              new ProviderHandle(task.getString("task"), task.getString("state"))));
    } catch (JsonException
        | IllegalArgumentException
        | NullPointerException
        | ClassCastException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "create " + stage + " of job " + job + " is task " + handle.id() + " of " + provider;
  }
}
