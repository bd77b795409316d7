package io.atelier.artifact;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * The lock on one content of one tenant, held until the transaction ends: look-up, rename and row,
 * or row and deletion, are one step for everybody who saves, deletes or checks it.
 */
@Dependent
class ContentLock {
  private final EntityManager entities;

  @Inject
  ContentLock(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional(TxType.MANDATORY)
  void take(TenantId tenant, ContentHash hash) {
    take(Content.Key.of(tenant, hash));
  }

  @Transactional(TxType.MANDATORY)
  void take(Content.Key content) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, name(content))
        .getSingleResult();
  }

  /** Takes several, in the order in which everybody takes several. */
  @Transactional(TxType.MANDATORY)
  void take(Collection<Content.Key> contents) {
    entities
        .createNativeQuery(
            """
            SELECT count(pg_advisory_xact_lock(hashtextextended(name, 0))) FROM (
              SELECT name FROM unnest(string_to_array(?1, ' ')) WITH ORDINALITY AS given (name, place)
              ORDER BY place) AS names
            """)
        .setParameter(
            1,
            contents.stream()
                .distinct()
                .sorted(
                    Comparator.comparing(Content.Key::sha256).thenComparing(Content.Key::tenant))
                .map(ContentLock::name)
                .collect(Collectors.joining(" ")))
        .getSingleResult();
  }

  private static String name(Content.Key content) {
    return "content/" + content.tenant() + "/" + content.sha256();
  }
}
