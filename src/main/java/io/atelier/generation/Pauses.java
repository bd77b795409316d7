package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is paused, in the database, for all nodes: providers by name, or all of them. */
@Dependent
class Pauses {
  /** The admission of any job; no provider is named so. */
  static final String ADMISSION = "*";

  private final EntityManager entities;

  @Inject
  Pauses(EntityManager entities) {
    this.entities = entities;
  }

  /** All of them, by what is paused. */
  @Transactional
  @SuppressWarnings("unchecked")
  Map<String, Pause> all() {
    List<Object[]> rows =
        entities
            .createNativeQuery("SELECT subject, paused_at, actor, reason FROM pause")
            .getResultList();
    return rows.stream().collect(Collectors.toMap(row -> (String) row[0], Pauses::pause));
  }

  private static Pause pause(Object[] row) {
    return new Pause(DatabaseTime.of(row[1]), (String) row[2], (@Nullable String) row[3]);
  }

  /** Pauses that; false if it was paused already, which stays as it is. */
  @Transactional(TxType.MANDATORY)
  boolean add(String subject, Pause pause) {
    return entities
            .createNativeQuery(
                """
                INSERT INTO pause (subject, paused_at, actor, reason) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO NOTHING
                """)
            .setParameter(1, subject)
            .setParameter(2, pause.since())
            .setParameter(3, pause.by())
            .setParameter(4, pause.reason())
            .executeUpdate()
        == 1;
  }

  /** Ends the pause of that; false if it was not paused. */
  @Transactional(TxType.MANDATORY)
  boolean remove(String subject) {
    return entities
            .createNativeQuery("DELETE FROM pause WHERE subject = ?1")
            .setParameter(1, subject)
            .executeUpdate()
        == 1;
  }
}
