package io.atelier.generation;

import io.atelier.provider.AccountBalance.Balance;
import io.atelier.provider.FailureClass;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is left on the providers' accounts, with the accounts in the database: asked for at a slow
 * pace, by one node at a time, out of what the account takes of calls.
 *
 * <p>An account that was refused and is empty, or whose key is not taken, is left alone while it
 * stays so: no job is given up only to find out.
 */
@Dependent
class Balances {
  private final EntityManager entities;
  private final ProviderAccounts accounts;
  private final GenerationSettings settings;
  private final Clock clock;

  @Inject
  Balances(
      EntityManager entities, ProviderAccounts accounts, GenerationSettings settings, Clock clock) {
    this.entities = entities;
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether this node is to ask that provider now; then no other does, for a while. */
  @Transactional
  boolean begin(String provider) {
    Instant now = clock.instant();
    if (!isDue(provider, now)) {
      return false;
    }
    ProviderAccount account = accounts.readLockedSoon(provider).orElse(null);
    if (account == null) {
      return false; // the next tick is there again
    }
    Optional<Rate> requests = settings.requestRate(provider);
    boolean free = requests.map(rate -> rate.free(account.requestsAt(), now) > 0).orElse(true);
    if (!free || !isDue(provider, now)) {
      return false;
    }
    requests.ifPresent(
        rate ->
            accounts.use(provider, account.createsAt(), rate.used(account.requestsAt(), 1, now)));
    entities
        .createNativeQuery("UPDATE provider_account SET balance_asked_at = ?2 WHERE provider = ?1")
        .setParameter(1, provider)
        .setParameter(2, now)
        .executeUpdate();
    return true;
  }

  // Sooner while it is being left alone: what is topped up is used at once.
  private boolean isDue(String provider, Instant now) {
    return entities
        .createNativeQuery(
            """
            SELECT 1 FROM provider_account
            WHERE provider = ?1 AND balance_asked_at > ?2
              AND (open_until IS NULL OR balance_asked_at > ?3)
            """)
        .setParameter(1, provider)
        .setParameter(2, now.minus(settings.balanceInterval()))
        .setParameter(3, now.minus(settings.circuit().delay()))
        .getResultList()
        .isEmpty();
  }

  /** Keeps what a provider answered. */
  @Transactional
  void keep(String provider, Balance answer) {
    Instant now = clock.instant();
    switch (answer) {
      case Balance.Left left -> keep(provider, left, now);
      case Balance.Unclear unclear -> keep(provider, unclear, now);
    }
  }

  private void keep(String provider, Balance.Left left, Instant now) {
    entities
        .createNativeQuery(
            """
            UPDATE provider_account
            SET balance = ?2, balance_unit = ?3, balance_at = ?4, balance_failure = NULL
            WHERE provider = ?1
            """)
        .setParameter(1, provider)
        .setParameter(2, left.amount())
        .setParameter(3, left.unit())
        .setParameter(4, now)
        .executeUpdate();
    if (left.amount().signum() <= 0) {
      leaveAlone(provider, now);
    }
  }

  private void keep(String provider, Balance.Unclear unclear, Instant now) {
    entities
        .createNativeQuery("UPDATE provider_account SET balance_failure = ?2 WHERE provider = ?1")
        .setParameter(1, provider)
        .setParameter(2, unclear.failure().name())
        .executeUpdate();
    if (unclear.failure() == FailureClass.AUTH) {
      leaveAlone(provider, now);
    }
  }

  // Only one that was refused: some keys cost nothing, and have nothing. Twice as long as until it
  // is asked again, and no longer: a node that does the asking may end.
  private void leaveAlone(String provider, Instant now) {
    Duration time = settings.circuit().delay().multipliedBy(2);
    entities
        .createNativeQuery(
            """
            UPDATE provider_account SET open_until = greatest(open_until, ?2)
            WHERE provider = ?1 AND open_until IS NOT NULL
            """)
        .setParameter(1, provider)
        .setParameter(2, now.plus(time))
        .executeUpdate();
  }

  /** What is left, by provider; without those that never said. */
  @Transactional
  @SuppressWarnings("unchecked")
  Map<String, Balance.Left> known() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT provider, balance, balance_unit FROM provider_account
                WHERE balance IS NOT NULL
                """)
            .getResultList();
    Map<String, Balance.Left> known = new HashMap<>();
    rows.forEach(
        row -> known.put((String) row[0], new Balance.Left((BigDecimal) row[1], (String) row[2])));
    return known;
  }
}
