package io.atelier.event;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * Puts a history in order again that was restored into another PostgreSQL, whose transactions are
 * numbered anew: events of numbers that are still to come would not be read for years.
 */
@Dependent
class RestoredHistory {
  /** The first number that a transaction can have. */
  private static final String OLDEST = "3";

  private final EntityManager entities;

  @Inject
  RestoredHistory(EntityManager entities) {
    this.entities = entities;
  }

  /** Does nothing where all is well; all events there are count as one transaction's otherwise. */
  @Transactional
  boolean repair() {
    boolean restored =
        !entities
            .createNativeQuery(
                """
                SELECT 1 FROM (
                  (SELECT xid FROM event ORDER BY xid DESC LIMIT 1)
                  UNION ALL SELECT xid FROM webhook_cursor
                  UNION ALL SELECT since FROM webhook) AS known
                WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 1
                """)
            .getResultList()
            .isEmpty();
    if (restored) {
      // What comes after the place of old comes after this one too; what is met twice is passed
      // over.
      entities
          .createNativeQuery(
              """
              UPDATE webhook_cursor c SET xid = CAST(?1 AS xid8), seq = coalesce(
                (SELECT min(e.seq) - 1 FROM event e WHERE (e.xid, e.seq) > (c.xid, c.seq)),
                (SELECT max(e.seq) FROM event e), 0)
              """)
          .setParameter(1, OLDEST)
          .executeUpdate();
      entities.createNativeQuery("UPDATE webhook SET since = '0'").executeUpdate();
      entities
          .createNativeQuery("UPDATE event SET xid = CAST(?1 AS xid8)")
          .setParameter(1, OLDEST)
          .executeUpdate();
    }
    return restored;
  }
}
