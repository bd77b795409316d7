package io.atelier.generation;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The providers' accounts in the database: circuits, holds and rates are shared by all nodes.
 *
 * <p>The circuit is about creates only: polls must go on whatever becomes of creates. It opens
 * after some creates that failed, or jobs that timed out, in a row; at once where the account
 * itself is refused.
 */
@Dependent
class ProviderAccounts {
  private static final Logger LOG = System.getLogger(ProviderAccounts.class.getName());

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  // Jobs are polled at their deadlines, whatever their provider asks for: for longer than this no
  // answer to one of them keeps the others waiting.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private static final String LOOK =
      """
      SELECT open_until, held_until, creates_at, requests_at,
        EXISTS (SELECT 1 FROM pause WHERE subject IN (?1, ?2))
      """;
  // A row, whether or not there is one.
  private static final String KNOWN =
      """
      FROM (SELECT CAST(?1 AS text) AS name) AS asked
      LEFT JOIN provider_account ON provider = asked.name
      """;
  private static final String LOCKED = "FROM provider_account WHERE provider = ?1 FOR UPDATE";

  private final EntityManager entities;
  private final Providers providers;
  private final TroubledProviders troubled;
  private final GenerationSettings settings;
  private final Clock clock;
  @Inject LockWait wait;

  @Inject
  ProviderAccounts(
      EntityManager entities,
      Providers providers,
      TroubledProviders troubled,
      GenerationSettings settings,
      Clock clock) {
    this.entities = entities;
    this.providers = providers;
    this.troubled = troubled;
    this.settings = settings;
    this.clock = clock;
  }

  /** How the account stands. */
  @Transactional(TxType.MANDATORY)
  ProviderAccount read(String provider) {
    return find(provider, KNOWN);
  }

  /** The same, locked until the transaction ends; fails where somebody else holds it for long. */
  @Transactional(TxType.MANDATORY)
  ProviderAccount readLocked(String provider) {
    wait.bound();
    entities
        .createNativeQuery(
            "INSERT INTO provider_account (provider) VALUES (?1) ON CONFLICT DO NOTHING")
        .setParameter(1, provider)
        .executeUpdate();
    return find(provider, LOCKED);
  }

  /**
   * The same where nobody else holds it for long; a look that finds it held goes on without that
   * provider, whose turn is the next look's.
   */
  @Transactional(TxType.MANDATORY)
  Optional<ProviderAccount> readLockedSoon(String provider) {
    boolean got = wait.got("SELECT 1 " + LOCKED.replace("?1", "?"), provider);
    return got ? Optional.of(readLocked(provider)) : Optional.empty();
  }

  private ProviderAccount find(String provider, String from) {
    return account(
        (Object[])
            entities
                .createNativeQuery(LOOK + from)
                .setParameter(1, provider)
                .setParameter(2, Pauses.ADMISSION)
                .getSingleResult());
  }

  /** How every account stands that anything is known of, by provider. */
  @Transactional(TxType.MANDATORY)
  @SuppressWarnings("unchecked")
  Map<String, ProviderAccount> readAll() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT open_until, held_until, creates_at, requests_at,
                  EXISTS (SELECT 1 FROM pause WHERE subject IN (known.provider, ?1)), known.provider
                FROM (SELECT provider FROM provider_account
                      UNION SELECT unnest(string_to_array(?2, ','))) AS known
                LEFT JOIN provider_account account ON account.provider = known.provider
                """)
            .setParameter(1, Pauses.ADMISSION)
            .setParameter(
                2, String.join(",", providers.all().stream().map(ProviderAdapter::name).toList()))
            .getResultList();
    return rows.stream()
        .collect(Collectors.toMap(row -> (String) row[5], ProviderAccounts::account));
  }

  private static ProviderAccount account(Object[] row) {
    return new ProviderAccount(
        instant(row[0]), instant(row[1]), instant(row[2]), instant(row[3]), (Boolean) row[4]);
  }

  private static @Nullable Instant instant(@Nullable Object value) {
    return value == null ? null : DatabaseTime.of(value);
  }

  /** Writes up to when its rates are used. */
  @Transactional(TxType.MANDATORY)
  void use(String provider, @Nullable Instant createsAt, @Nullable Instant requestsAt) {
    entities
        .createNativeQuery(
            """
            UPDATE provider_account
            SET creates_at = CAST(?2 AS timestamptz), requests_at = CAST(?3 AS timestamptz)
            WHERE provider = ?1
            """)
        .setParameter(1, provider)
        .setParameter(2, text(createsAt))
        .setParameter(3, text(requestsAt))
        .executeUpdate();
  }

  /** That many calls were made which its rate did not count before. */
  @Transactional
  void owe(String provider, int calls) {
    Rate rate = settings.requestRate(provider).orElse(null);
    if (rate != null) {
      ProviderAccount account = readLocked(provider);
      use(provider, account.createsAt(), rate.used(account.requestsAt(), calls, clock.instant()));
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** The circuit stays open for everybody else while one create tries it. */
  @Transactional(TxType.MANDATORY)
  void tryOnce(String provider, Instant now) {
    open(provider, now.plus(settings.circuit().delay()));
  }

  private void open(String provider, Instant until) {
    entities
        .createNativeQuery("UPDATE provider_account SET open_until = ?2 WHERE provider = ?1")
        .setParameter(1, provider)
        .setParameter(2, until)
        .executeUpdate();
  }

  /** What the answer to a create says of its provider; fails as {@link #readLocked}. */
  @Transactional
  void observe(String provider, ProviderSnapshot answer) {
    wait.bound();
    Instant now = clock.instant();
    switch (answer) {
      case ProviderSnapshot.Failed f -> failed(provider, f, now);
      case ProviderSnapshot.Unknown u -> count(provider, "failures", now);
      case ProviderSnapshot.Running r -> worked(provider);
      case ProviderSnapshot.Ready r -> worked(provider);
      case ProviderSnapshot.Succeeded s -> worked(provider);
      case ProviderSnapshot.NextStage n -> worked(provider);
      case ProviderSnapshot.AcceptedBefore a -> worked(provider);
    }
  }

  private void failed(String provider, ProviderSnapshot.Failed failure, Instant now) {
    if (failure.isUnsent()) {
      return; // this node's own trouble: the provider was not asked, and other nodes may have none
    }
    FailureClass kind = failure.failure();
    Duration asked = failure.retryAfter();
    if (asked != null && (kind.isThrottling() || kind == FailureClass.TRANSIENT)) {
      // One that says "now" while it refuses is not hurried all the same.
      Instant next = now.plus(asked.compareTo(A_MOMENT) < 0 ? A_MOMENT : asked);
      postpone(provider, "held_until", next);
    }
    if (kind == FailureClass.AUTH || kind == FailureClass.OUT_OF_CREDITS) {
      LOG.log(Level.ERROR, provider + " refuses our account: " + kind);
      troubled.add(provider);
      readLocked(provider);
      open(provider, now.plus(settings.circuit().delay()));
    } else if (kind == FailureClass.TRANSIENT) {
      count(provider, "failures", now);
    } else if (!kind.isThrottling()) {
      worked(provider); // it answers, be it that it will not make this
    }
  }

  private void postpone(String provider, String column, Instant until) {
    readLocked(provider);
    entities
        .createNativeQuery(
            "UPDATE provider_account SET %1$s = greatest(%1$s, ?2) WHERE provider = ?1"
                .formatted(column))
        .setParameter(1, provider)
        .setParameter(2, until)
        .executeUpdate();
  }

  /**
   * A question was one too many: none is asked of its account for a while, whatever job it is of.
   *
   * @param asked how long the provider asks to be left alone; null if it does not say
   */
  @Transactional
  void slowDown(String provider, @Nullable Duration asked) {
    Duration wait = asked == null || asked.compareTo(A_MOMENT) < 0 ? A_MOMENT : asked;
    Instant next = clock.instant().plus(wait.compareTo(QUIET) > 0 ? QUIET : wait);
    Instant used = settings.requestRate(provider).map(rate -> rate.usedUntil(next)).orElse(next);
    postpone(provider, "requests_at", used);
  }

  /** The providers that are not to be asked anything now, or whose rate is used. */
  @Transactional(TxType.MANDATORY)
  @SuppressWarnings("unchecked")
  List<String> leftAlone(Instant now) {
    return entities
        .createNativeQuery("SELECT provider FROM provider_account WHERE requests_at > ?1")
        .setParameter(1, now)
        .getResultList();
  }

  private void count(String provider, String column, Instant now) {
    troubled.add(provider);
    readLocked(provider);
    entities
        .createNativeQuery(
            """
            UPDATE provider_account SET %1$s = %1$s + 1,
              open_until = CASE WHEN %1$s + 1 >= ?2 THEN ?3 ELSE open_until END
            WHERE provider = ?1
            """
                .formatted(column))
        .setParameter(1, provider)
        .setParameter(2, settings.circuit().failures())
        .setParameter(3, now.plus(settings.circuit().delay()))
        .executeUpdate();
  }

  // Nothing to write while all is well, which is always.
  private void worked(String provider) {
    if (!troubled.contains(provider)) {
      return;
    }
    entities
        .createNativeQuery(
            """
            UPDATE provider_account SET failures = 0, open_until = NULL
            WHERE provider = ?1 AND (failures > 0 OR (open_until IS NOT NULL AND timeouts < ?2))
            """)
        .setParameter(1, provider)
        .setParameter(2, settings.circuit().failures())
        .executeUpdate();
  }

  /** Looks which providers have a failure on record. */
  @Transactional
  @SuppressWarnings("unchecked")
  void refresh() {
    troubled.replace(
        entities
            .createNativeQuery(
                """
                SELECT provider FROM provider_account
                WHERE failures > 0 OR timeouts > 0 OR open_until IS NOT NULL
                """)
            .getResultList());
  }

  /** A job of this provider timed out. */
  @Transactional
  void timedOut(String provider) {
    count(provider, "timeouts", clock.instant());
  }

  /** A job of this provider was made. */
  @Transactional
  void delivered(String provider) {
    if (!troubled.contains(provider)) {
      return;
    }
    entities
        .createNativeQuery(
            """
            UPDATE provider_account SET timeouts = 0,
              open_until = CASE WHEN failures < ?2 THEN NULL ELSE open_until END
            WHERE provider = ?1 AND timeouts > 0
            """)
        .setParameter(1, provider)
        .setParameter(2, settings.circuit().failures())
        .executeUpdate();
  }
}
