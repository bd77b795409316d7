package io.atelier.generation;

import io.atelier.provider.MediaKind;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Jobs that wait for a provider whose circuit is open, and have another to go to. */
@Dependent
class PassedOver {
  private final EntityManager entities;
  private final ProviderAccounts accounts;
  private final JobRows rows;
  private final JobEvents events;
  private final GenerationSettings settings;
  private final Clock clock;
  @Inject LockWait wait;

  @Inject
  PassedOver(
      EntityManager entities,
      ProviderAccounts accounts,
      JobRows rows,
      JobEvents events,
      GenerationSettings settings,
      Clock clock) {
    this.entities = entities;
    this.accounts = accounts;
    this.rows = rows;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /** Moves some of them on, a batch at most; how many, which is none while the circuit is shut. */
  @Transactional
  int some(String provider, MediaKind kind) {
    wait.bound();
    Instant now = clock.instant();
    if (!accounts.read(provider).isPassedOver(now)) {
      return 0;
    }
    List<UUID> waiting = waiting(provider, kind);
    HeldJobs held = rows.hold(waiting);
    List<GenerationJob> jobs = waiting.stream().map(held::get).toList();
    for (GenerationJob job : jobs) {
      job.passOver("the provider's circuit was open", job.nextProvider().orElseThrow(), now);
    }
    rows.save(held, jobs);
    events.record(jobs.stream().map(job -> new Told(job, null)).toList());
    return jobs.size();
  }

  // Whatever they wait for there, also for the end of a pause that it asked for; not those that
  // somebody else has a hand on, who moves them or ends them. Those at the end of their routes are
  // left out here, or they would be all that is found.
  @SuppressWarnings("unchecked")
  private List<UUID> waiting(String provider, MediaKind kind) {
    return entities
        .createNativeQuery(
            """
            SELECT id FROM generation_job
            WHERE status = 'PENDING' AND provider = ?1 AND kind = ?2
              AND position(',' || provider || ',' IN ',' || route) > 0
            ORDER BY tenant_id, priority DESC, created_at, id LIMIT ?3 FOR UPDATE SKIP LOCKED
            """)
        .setParameter(1, provider)
        .setParameter(2, kind.name())
        .setParameter(3, settings.batch())
        .getResultList();
  }
}
