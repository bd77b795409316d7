package io.atelier.provider.suno;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept with a task's handle: when it was created, and when its job gives it up.
 *
 * @param deadline null where that is not known
 */
record Times(Instant created, @Nullable Instant deadline) {

  static Times parse(String text) {
    String[] millis = text.split(" ");
    return new Times(
        Instant.ofEpochMilli(Long.parseLong(millis[0])),
        millis.length < 2 ? null : Instant.ofEpochMilli(Long.parseLong(millis[1])));
  }

  String text() {
    return deadline == null
        ? String.valueOf(created.toEpochMilli())
        : created.toEpochMilli() + " " + deadline.toEpochMilli();
  }

  /** Whether there is still time for the second track. */
  boolean isEarly(Instant now, SunoSettings settings) {
    boolean fresh = now.isBefore(created.plus(settings.contentWithFirst()));
    return fresh && (deadline == null || now.isBefore(deadline.minus(settings.beforeDeadline())));
  }
}
