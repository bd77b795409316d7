package io.atelier.artifact;

import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks artifacts up, of one tenant only. */
@Dependent
class ArtifactList {
  private final EntityManager entities;

  @Inject
  ArtifactList(EntityManager entities) {
    this.entities = entities;
  }

  /** The tenant's artifact of that id. */
  @Transactional
  Optional<Artifact> find(TenantId tenant, UUID id) {
    return Optional.ofNullable(entities.find(Artifact.class, id))
        .filter(artifact -> artifact.tenant().equals(tenant));
  }

  /**
   * A tenant's artifacts, the newest first.
   *
   * @param before only those that are older than the one of this id; null from the newest on
   * @param most at least 1
   */
  @Transactional
  List<Artifact> page(
      TenantId tenant,
      @Nullable RunId run,
      @Nullable ArtifactType type,
      @Nullable UUID before,
      int most) {
    // Without what is not asked for, or no index would fit.
    StringBuilder text = new StringBuilder("SELECT a FROM Artifact a WHERE a.tenant = :tenant");
    text.append(run == null ? "" : " AND a.run = :run");
    text.append(type == null ? "" : " AND a.type = :type");
    text.append(before == null ? "" : " AND a.id < :before");
    text.append(" ORDER BY a.id DESC");
    TypedQuery<Artifact> query =
        entities
            .createQuery(text.toString(), Artifact.class)
            .setParameter("tenant", tenant.value())
            .setMaxResults(most);
    if (run != null) {
      query.setParameter("run", run.value());
    }
    if (type != null) {
      query.setParameter("type", type);
    }
    if (before != null) {
      query.setParameter("before", before);
    }
    return query.getResultList();
  }
}
