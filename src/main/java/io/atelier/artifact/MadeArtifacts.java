package io.atelier.artifact;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells what many jobs made, in one query. */
@Dependent
public class MadeArtifacts {
  private final EntityManager entities;

  @Inject
  MadeArtifacts(EntityManager entities) {
    this.entities = entities;
  }

  /** What each of them made, the main one first; those that made nothing are not there. */
  @Transactional(TxType.MANDATORY)
  @SuppressWarnings("unchecked")
  public Map<UUID, List<MadeArtifact>> by(List<UUID> jobs) {
    if (jobs.isEmpty()) {
      return Map.of();
    }
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT CAST(job_id AS text), CAST(id AS text), role, flags, downloaded_at, created_at
                FROM artifact
                WHERE job_id = ANY (CAST(string_to_array(?1, ',') AS uuid[])) ORDER BY id
                """)
            .setParameter(1, String.join(",", jobs.stream().map(UUID::toString).toList()))
            .getResultList();
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> UUID.fromString((String) row[0]),
                Collectors.mapping(MadeArtifacts::made, Collectors.toList())));
  }

  private static MadeArtifact made(Object[] row) {
    return MadeArtifact.of(
        (String) row[1],
        (String) row[2],
        (String) row[3],
        row[4] == null ? null : RowTime.of(row[4]),
        RowTime.of(row[5]));
  }
}
