package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What the 3D API tells of a task as server-sent events: how far it is whenever that changes, and
 * all of it at its end.
 */
final class MeshyStream implements Iterator<String> {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Supplier<JsonObject> task;
  private String told = "";
  private boolean ended;

  MeshyStream(Supplier<JsonObject> task) {
    this.task = task;
  }

  /** A failure to tell of any. */
  static String error(int status, String words) {
    return "event: error\ndata: "
        + Json.createObjectBuilder().add("status_code", status).add("message", words).build()
        + "\n\n";
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public String next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    while (true) {
      JsonObject now = task.get();
      ended = MeshyView.isTerminal(now.getString("status"));
      String news = (ended ? now : brief(now)).toString();
      if (!news.equals(told)) {
        told = news;
        return "event: message\ndata: " + news + "\n\n";
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static JsonObject brief(JsonObject task) {
    return Json.createObjectBuilder()
        .add("id", task.get("id"))
        .add("progress", task.get("progress"))
        .add("status", task.get("status"))
        .build();
  }
}
