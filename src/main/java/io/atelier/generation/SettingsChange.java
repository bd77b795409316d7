package io.atelier.generation;

import io.atelier.tenant.PromptQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until all other nodes know of a change that was just committed: each says up to which
 * number it does ({@link SettingsWatch}), and a change has the next. A node that has read nothing
 * for as long as a lease lasts is not waited for: it is dead, or cut off from the database, and
 * then goes by what it was told last. Thread-safe.
 */
@ApplicationScoped
class SettingsChange {
  private static final Logger LOG = System.getLogger(SettingsChange.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  @Inject PromptQueries queries;
  @Inject GenerationSettings settings;
  @Inject ThisNode self;
  @Inject Clock clock;

  /** The ids of those that do not know of it after five seconds; mostly none. */
  List<String> awaitOtherNodes() {
    try {
      return await(queries.list("SELECT nextval('settings_change')", row -> row.getLong(1)).get(0));
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "Which nodes know of a change of settings is not known", e);
      return List.of("*");
    }
  }

  private List<String> await(long change) {
    long begun = System.nanoTime();
    List<String> unaware = unaware(change);
    while (!unaware.isEmpty()
        && System.nanoTime() - begun < PATIENCE.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      unaware = unaware(change);
    }
    return unaware;
  }

  // This one knows: whoever changes anything has it read again here.
  private List<String> unaware(long change) {
    return queries.list(
        """
        SELECT id FROM node
        WHERE id <> ? AND settings_known < ? AND coalesce(settings_read_at, seen_at) >= ?
        ORDER BY id
        """,
        row -> row.getString(1),
        self.id(),
        change,
        clock.instant().minus(settings.leaseTime()).atOffset(ZoneOffset.UTC));
  }
}
