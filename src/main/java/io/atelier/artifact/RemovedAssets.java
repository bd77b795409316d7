package io.atelier.artifact;

import io.atelier.tenant.JoinedReadings;
import io.atelier.tenant.PromptQueries;
import io.atelier.timer.Tick;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The assets that nobody has any more and whose files could not be taken away yet: none of them is
 * served, on any node, two seconds after its deletion, whatever the store's disk does.
 *
 * <p>Each node reads them anew every second; there are few, and mostly none. Of one of them the
 * database is asked whether it was not saved again since; where it does not answer, its last word
 * stands. Bounded: of very many the latest are known. Thread-safe.
 */
@ApplicationScoped
class RemovedAssets {
  private static final Logger LOG = System.getLogger(RemovedAssets.class.getName());
  private static final int MOST = 50_000;

  @Inject PromptQueries queries;
  @Resource ManagedScheduledExecutorService scheduler;

  private final JoinedReadings<Content.Key, Boolean> now = new JoinedReadings<>(this::stillRemoved);
  private final Tick refreshes = new Tick("Which assets are deleted stays as it was");
  private volatile Set<Content.Key> known = Set.of();
  private @Nullable ScheduledFuture<?> refreshing;

  @PostConstruct
  void open() {
    refresh();
    refreshing = refreshes.every(Duration.ofSeconds(1), scheduler, this::refresh);
  }

  @PreDestroy
  void close() {
    if (refreshing != null) {
      refreshing.cancel(true);
    }
  }

  /** Whether an asset was deleted, be its file still there or not. */
  public boolean contains(AssetPath path) { // public for client proxies: it is on every asset's way
    Set<Content.Key> removed = known;
    if (removed.isEmpty()) {
      return false;
    }
    Content.Key content = Content.Key.of(path.tenant(), path.hash());
    return removed.contains(content) && now.ask(content).orElse(true);
  }

  /**
   * Reads them anew, one after the other, or an older word might come last; what was known stays
   * known if the database does not answer.
   */
  synchronized void refresh() {
    try {
      List<Content.Key> removed =
          queries.list(
              """
              SELECT tenant_id, sha256 FROM content WHERE removed_at IS NOT NULL
              ORDER BY removed_at DESC LIMIT ?
              """,
              RemovedAssets::key,
              MOST);
      if (removed.size() == MOST && known.size() < MOST) {
        LOG.log(
            Level.ERROR,
            "More deleted assets than {0} wait for the store to take their files away; the oldest of"
                + " them can be read until it does",
            MOST);
      }
      known = Set.copyOf(removed);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Which assets are deleted stays as it was", e);
    }
  }

  private Map<Content.Key, Boolean> stillRemoved(Set<Content.Key> contents) {
    Set<Content.Key> removed =
        new HashSet<>(
            queries.list(
                """
                SELECT tenant_id, sha256 FROM content
                WHERE removed_at IS NOT NULL AND (tenant_id, sha256) IN (
                  SELECT split_part(name, '/', 1), split_part(name, '/', 2)
                  FROM unnest(string_to_array(?, ' ')) AS asked (name))
                """,
                RemovedAssets::key,
                contents.stream()
                    .map(content -> content.tenant() + "/" + content.sha256())
                    .collect(Collectors.joining(" "))));
    Map<Content.Key, Boolean> answers = new HashMap<>();
    contents.forEach(content -> answers.put(content, removed.contains(content)));
    return answers;
  }

  private static Content.Key key(ResultSet row) throws SQLException {
    return new Content.Key(row.getString(1), row.getString(2));
  }
}
