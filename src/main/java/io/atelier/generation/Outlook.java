package io.atelier.generation;

import io.atelier.artifact.StoreGate;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job that is not settled waits for, and when it may be done. Nothing of it depends on
 * another tenant, but that a provider has no room.
 */
@Dependent
class Outlook {
  /** How many jobs ahead of another are counted: what a look costs does not grow with a queue. */
  static final int MOST_COUNTED = 1_000;

  // The ids by a subquery: how many they are is not to be known to the planner, which would plan
  // each look anew for it, and that takes longer than the look.
  private static final String LOOK =
      """
      SELECT me.id,
        (SELECT count(*) FROM (
          SELECT 1 FROM generation_job other
          WHERE me.status = 'PENDING' AND other.status = 'PENDING' AND other.provider = me.provider
            AND other.kind = me.kind AND other.tenant_id = me.tenant_id
            AND other.priority > me.priority
          LIMIT %1$d) AS more_urgent)
        + (SELECT count(*) FROM (
          SELECT 1 FROM generation_job other
          WHERE me.status = 'PENDING' AND other.status = 'PENDING' AND other.provider = me.provider
            AND other.kind = me.kind AND other.tenant_id = me.tenant_id
            AND other.priority = me.priority
            AND (other.created_at, other.id) < (me.created_at, me.id)
          LIMIT %1$d) AS earlier) AS ahead,
        (SELECT count(*) FROM generation_job other
         WHERE other.status IN ('PROCESSING', 'CANCELLING') AND other.provider = me.provider
           AND other.kind = me.kind AND other.tenant_id = me.tenant_id) AS running,
        EXISTS (SELECT 1 FROM provider_account account
         WHERE account.provider = me.provider
           AND (open_until > CAST(? AS timestamptz) OR held_until > CAST(? AS timestamptz))) AS shut,
        EXISTS (SELECT 1 FROM pause WHERE subject IN (me.provider, '*')) AS paused,
        (SELECT CAST(avg(extract(epoch FROM settled_at - started_at)) AS float8) FROM (
          SELECT settled_at, started_at FROM generation_job other
          WHERE other.status = 'COMPLETED' AND other.tenant_id = me.tenant_id
            AND other.kind = me.kind AND other.provider = me.provider
          ORDER BY settled_at DESC LIMIT 20) AS last) AS seconds
      FROM unnest((SELECT CAST(? AS uuid[]))) AS wanted (id)
      CROSS JOIN LATERAL (SELECT * FROM generation_job WHERE id = wanted.id LIMIT 1) AS me
      """
          .formatted(MOST_COUNTED);

  private final EntityManager entities;
  private final StoreGate store;
  private final GenerationSettings settings;
  private final Policies policies;
  private final Clock clock;

  @Inject
  Outlook(
      EntityManager entities,
      StoreGate store,
      GenerationSettings settings,
      Policies policies,
      Clock clock) {
    this.entities = entities;
    this.store = store;
    this.settings = settings;
    this.policies = policies;
    this.clock = clock;
  }

  /** The outlooks of jobs whose rows are written, in their order. */
  List<Expected> of(List<GenerationJob> jobs) {
    Map<UUID, Look> looks = look(jobs.stream().filter(Outlook::isAwaited).toList());
    return jobs.stream().map(job -> of(job, looks.getOrDefault(job.id(), Look.NOTHING))).toList();
  }

  private static boolean isAwaited(GenerationJob job) {
    return job.status() == JobStatus.PENDING || job.status() == JobStatus.PROCESSING;
  }

  private Expected of(GenerationJob job, Look look) {
    return switch (job.status()) {
      case PENDING -> pending(job, look);
      case PROCESSING ->
          new Expected(null, null, later(job.startedAtOrCreation(), usual(job, look)));
      case CANCELLING, COMPLETED, FAILED, TIMED_OUT, CANCELLED -> new Expected(null, null, null);
    };
  }

  private Expected pending(GenerationJob job, Look look) {
    Instant now = clock.instant();
    int limit = policies.of(job.queue()).limit();
    boolean farBack = look.ahead() >= MOST_COUNTED;
    long rounds = 1 + (look.running() + (long) look.ahead()) / limit;
    Instant free = later(now, usual(job, look).multipliedBy(rounds));
    boolean slotFree = look.running() + look.ahead() < limit;
    return new Expected(
        Math.min(look.ahead(), MOST_COUNTED) + 1,
        waitingFor(job, slotFree, look, now).jsonName(),
        look.paused() || farBack ? null : free);
  }

  private WaitingFor waitingFor(GenerationJob job, boolean slotFree, Look look, Instant now) {
    Instant due = job.dueAt();
    boolean backsOff = due != null && due.isAfter(now);
    boolean noRoom = look.shut() || settings.isShared(job.queue().provider());
    return WaitingFor.of(store.open(), look.paused() || backsOff, slotFree, noRoom);
  }

  private Duration usual(GenerationJob job, Look look) {
    return look.seconds() == null
        ? settings.typical(job.queue().kind())
        : Duration.ofMillis(Math.round(look.seconds() * 1000));
  }

  private Instant later(Instant from, Duration time) {
    Instant then = from.plus(time);
    Instant now = clock.instant();
    return (then.isBefore(now) ? now : then).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  // The last completions only, by an index: their number does not matter.
  private Map<UUID, Look> look(List<GenerationJob> jobs) {
    Map<UUID, Look> looks = new HashMap<>();
    if (jobs.isEmpty()) {
      return looks;
    }
    Connection connection = entities.unwrap(Connection.class);
    try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setArray(
          3, connection.createArrayOf("uuid", jobs.stream().map(GenerationJob::id).toArray()));
      OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
      statement.setObject(1, now);
      statement.setObject(2, now);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          double seconds = rows.getDouble("seconds");
          @Nullable Double usual = rows.wasNull() ? null : seconds;
          looks.put(
              rows.getObject("id", UUID.class),
              new Look(
                  rows.getInt("ahead"),
                  rows.getInt("running"),
                  rows.getBoolean("shut"),
                  rows.getBoolean("paused"),
                  usual));
        }
      }
      return looks;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /**
   * What may be expected of a job.
   *
   * @param position its place in its own queue, from 1, and {@link #MOST_COUNTED} and one where it
   *     is there or farther back; null where it waits in none
   * @param waitingFor {@code slot provider storage}; null where it waits for nothing
   * @param eta when it may be done, from the tenant's own last completions; null where it is, or an
   *     operator has it wait, or where it is too far back to say
   */
  record Expected(@Nullable Integer position, @Nullable String waitingFor, @Nullable Instant eta) {}

  private record Look(
      int ahead, int running, boolean shut, boolean paused, @Nullable Double seconds) {
    static final Look NOTHING = new Look(0, 0, false, false, null);
  }
}
