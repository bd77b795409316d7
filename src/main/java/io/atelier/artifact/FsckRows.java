package io.atelier.artifact;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads contents for fsck: page by page, and again, one by one, under their lock. */
@Dependent
class FsckRows {
  private static final Duration OVERDUE = Duration.ofHours(1);

  private static final String SELECT =
      """
      SELECT c.tenant_id, c.sha256, c.path, c.size_bytes,
        CASE WHEN c.removed_at IS NULL THEN 'NONE' WHEN c.removed_at < ?1 THEN 'OVERDUE'
          ELSE 'RECENT' END,
        EXISTS (SELECT 1 FROM artifact a WHERE a.tenant_id = c.tenant_id AND a.sha256 = c.sha256),
        (SELECT min(a.uri) FROM artifact a WHERE a.tenant_id = c.tenant_id AND a.sha256 = c.sha256
          AND a.uri <> '/assets/' || c.path)
      FROM content c
      """;

  private final EntityManager entities;
  private final ContentLock lock;
  private final Clock clock;

  @Inject
  FsckRows(EntityManager entities, ContentLock lock, Clock clock) {
    this.entities = entities;
    this.lock = lock;
    this.clock = clock;
  }

  /** The next contents after that key, of all tenants or of one. */
  @Transactional
  List<FsckRow> after(Content.Key key, @Nullable String tenant, int most) {
    String bounds =
        tenant == null
            ? "WHERE (c.tenant_id, c.sha256) > (?2, ?3)"
            : "WHERE c.tenant_id = ?2 AND c.sha256 > ?3";
    Query query =
        entities
            .createNativeQuery(SELECT + bounds + " ORDER BY c.tenant_id, c.sha256 LIMIT ?4")
            .setParameter(2, tenant == null ? key.tenant() : tenant)
            .setParameter(3, key.sha256())
            .setParameter(4, most);
    return rows(query);
  }

  /** Those of these paths that a content owns. */
  @Transactional
  Set<String> owned(Collection<String> paths) {
    Set<String> owned = new HashSet<>();
    entities
        .createNativeQuery(
            "SELECT path FROM content WHERE path = ANY (string_to_array(?1, CAST(chr(10) AS text)))")
        .setParameter(1, String.join("\n", paths))
        .getResultList()
        .forEach(path -> owned.add((String) path));
    return owned;
  }

  /**
   * What is found of one content, or of its absence, while nobody saves or deletes it; in a short
   * transaction of its own.
   */
  @Transactional
  <T> T locked(Content.Key key, Function<Optional<FsckRow>, T> look) {
    lock.take(key);
    Query query =
        entities
            .createNativeQuery(SELECT + "WHERE c.tenant_id = ?2 AND c.sha256 = ?3")
            .setParameter(2, key.tenant())
            .setParameter(3, key.sha256());
    return look.apply(rows(query).stream().findFirst());
  }

  @SuppressWarnings("unchecked")
  private List<FsckRow> rows(Query query) {
    List<Object[]> rows = query.setParameter(1, clock.instant().minus(OVERDUE)).getResultList();
    return rows.stream().map(FsckRows::row).toList();
  }

  private static FsckRow row(Object[] column) {
    return new FsckRow(
        new Content.Key((String) column[0], (String) column[1]),
        (String) column[2],
        ((Number) column[3]).longValue(),
        FsckRow.Removal.valueOf((String) column[4]),
        (Boolean) column[5],
        (String) column[6]);
  }
}
