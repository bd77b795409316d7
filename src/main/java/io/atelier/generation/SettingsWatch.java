package io.atelier.generation;

import io.atelier.tenant.PromptQueries;
import io.atelier.tenant.RememberedSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/**
 * Has this node read again what it remembers of tenants' settings when they are changed, and each
 * second in any case, and say so, for whoever made the change waits for it. Looked after by one
 * thread.
 */
@ApplicationScoped
class SettingsWatch {
  private static final Duration OFTEN = Duration.ofSeconds(1);

  @Inject @Any Instance<RememberedSettings> remembered;
  @Inject PromptQueries queries;
  @Inject Leases leases;
  @Inject Clock clock;

  private long known = -1;
  private long readAt;

  /**
   * Looks for changes.
   *
   * @throws IllegalStateException if the database does not answer
   */
  void look() {
    long last =
        queries.list("SELECT last_value FROM settings_change", row -> row.getLong(1)).get(0);
    long now = System.nanoTime();
    if (last == known && now - readAt < OFTEN.toNanos()) {
      return;
    }
    refreshAll();
    known = last;
    readAt = now;
    // Not waited for on the disk: it is said again in a second. Before the node's first sign of
    // life
    // there is nothing to say it of.
    queries.list(
        """
        UPDATE node SET settings_known = ?, settings_read_at = ? WHERE id = ?
        RETURNING set_config('synchronous_commit', 'off', true)
        """,
        row -> row.getString(1),
        last,
        clock.instant().atOffset(ZoneOffset.UTC),
        leases.owner());
  }

  // What one feature cannot read keeps no other from what it can.
  private void refreshAll() {
    IllegalStateException failed = new IllegalStateException("not all settings could be read");
    for (RememberedSettings settings : remembered) {
      try {
        settings.refresh();
      } catch (RuntimeException e) {
        failed.addSuppressed(e);
      }
    }
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }
}
