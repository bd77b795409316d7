package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the providers stand, in the order of their names. */
@Dependent
public class ProviderOverview {
  /** How far back answers count as recent. */
  static final Duration RECENT = Duration.ofMinutes(10);

  private final EntityManager entities;
  private final Providers providers;
  private final GenerationSettings settings;
  private final Pauses pauses;
  private final Clock clock;

  @Inject
  ProviderOverview(
      EntityManager entities,
      Providers providers,
      GenerationSettings settings,
      Pauses pauses,
      Clock clock) {
    this.entities = entities;
    this.providers = providers;
    this.settings = settings;
    this.pauses = pauses;
    this.clock = clock;
  }

  /** All of them. */
  @Transactional
  public List<ProviderView> all() {
    Instant now = clock.instant();
    Map<String, AccountRecord> accounts = accounts();
    Map<String, Pause> paused = pauses.all();
    Map<String, ProviderView.Tasks> tasks = tasks();
    Map<String, ProviderView.Recent> recent = recent(now.minus(RECENT));
    return providers.all().stream()
        .map(
            provider -> {
              String name = provider.name();
              AccountRecord account = accounts.getOrDefault(name, AccountRecord.NONE);
              return new ProviderView(
                  name,
                  provider.available(),
                  routes(provider),
                  paused.get(name),
                  account.circuit(now),
                  account.heldUntil(now),
                  tasks.getOrDefault(name, tasks(name, 0, 0, 0)),
                  account.rates(settings.account(name), now),
                  recent.getOrDefault(name, recent(0, 0, 0, null, null)),
                  account.balance());
            })
        .toList();
  }

  /** The one of that name. */
  @Transactional
  public Optional<ProviderView> find(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private List<String> routes(ProviderAdapter provider) {
    return provider.available()
        ? Arrays.stream(MediaKind.values())
            .filter(kind -> settings.policy(kind).providers().contains(provider.name()))
            .map(MediaKind::jsonName)
            .toList()
        : List.of();
  }

  // As JSON, so that what is known of an account is shown where it is read, and nowhere else named.
  private Map<String, AccountRecord> accounts() {
    Map<String, AccountRecord> accounts = new HashMap<>();
    for (Object[] row :
        rows("SELECT provider, CAST(to_jsonb(account) AS text) FROM provider_account account")) {
      accounts.put((String) row[0], AccountRecord.of((String) row[1]));
    }
    return accounts;
  }

  private Map<String, ProviderView.Tasks> tasks() {
    Map<String, ProviderView.Tasks> tasks = new HashMap<>();
    for (Object[] row :
        rows(
            """
            SELECT provider, CAST(sum(waiting) AS bigint), CAST(sum(running) AS bigint),
              CAST(sum(watched) AS bigint)
            FROM (SELECT provider, count(*) AS waiting, 0 AS running, 0 AS watched
                  FROM generation_job WHERE status = 'PENDING' GROUP BY provider
                  UNION ALL
                  SELECT provider, 0, count(*), 0
                  FROM generation_job WHERE status IN ('PROCESSING', 'CANCELLING') GROUP BY provider
                  UNION ALL
                  SELECT provider, 0, 0, count(*)
                  FROM attempt WHERE watch_until IS NOT NULL AND watch_due_at IS NOT NULL
                  GROUP BY provider
                  UNION ALL
                  SELECT attempt.provider, 0, 0, count(*)
                  FROM superseded_create watched
                  JOIN stage ON stage.id = watched.id JOIN attempt ON attempt.id = stage.attempt_id
                  WHERE watched.watch_until IS NOT NULL AND watched.watch_due_at IS NOT NULL
                  GROUP BY attempt.provider) AS live
            GROUP BY provider
            """)) {
      String name = (String) row[0];
      tasks.put(name, tasks(name, number(row[1]), number(row[2]), number(row[3])));
    }
    return tasks;
  }

  private ProviderView.Tasks tasks(String provider, long waiting, long running, long watched) {
    return new ProviderView.Tasks(
        waiting,
        running,
        watched,
        settings.account(provider).cap().stream().boxed().findFirst().orElse(null));
  }

  private Map<String, ProviderView.Recent> recent(Instant since) {
    Map<String, ProviderView.Recent> recent = new HashMap<>();
    for (Object[] row :
        rows(
            """
            SELECT attempt.provider, count(*),
              count(*) FILTER (WHERE outcome = 'REFUSED'),
              count(*) FILTER (WHERE outcome = 'UNKNOWN'),
              percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - submitted_at)),
              percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - submitted_at))
            FROM attempt JOIN stage ON stage.attempt_id = attempt.id
            WHERE attempt.started_at >= ?1 AND stage.outcome IS NOT NULL
            GROUP BY attempt.provider
            """,
            since)) {
      recent.put(
          (String) row[0],
          recent(number(row[1]), number(row[2]), number(row[3]), seconds(row[4]), seconds(row[5])));
    }
    return recent;
  }

  private static ProviderView.Recent recent(
      long creates,
      long refused,
      long unknown,
      @Nullable BigDecimal median,
      @Nullable BigDecimal p95) {
    BigDecimal rate =
        creates == 0
            ? null
            : BigDecimal.valueOf(refused + unknown)
                .divide(BigDecimal.valueOf(creates), 4, RoundingMode.HALF_UP);
    return new ProviderView.Recent(
        RECENT.toSeconds(), creates, refused, unknown, rate, median, p95);
  }

  private static @Nullable BigDecimal seconds(@Nullable Object value) {
    return value == null
        ? null
        : new BigDecimal(value.toString()).setScale(3, RoundingMode.HALF_UP);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> rows(String sql, Object... parameters) {
    Query query = entities.createNativeQuery(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query.getResultList();
  }
}
