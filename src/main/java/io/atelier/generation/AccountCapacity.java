package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much a provider's account takes now, of all tenants together, and the use of it. The
 * account's row is locked by whoever uses it.
 */
@Dependent
class AccountCapacity {
  private final JobQueues queues;
  private final ProviderAccounts accounts;
  private final GenerationSettings settings;
  @Inject WatchStore watched;

  @Inject
  AccountCapacity(JobQueues queues, ProviderAccounts accounts, GenerationSettings settings) {
    this.queues = queues;
    this.accounts = accounts;
    this.settings = settings;
  }

  /** How many jobs may begin there now. */
  int free(String provider, ProviderAccount account, Instant now) {
    int free = account.isOnTrial(now) ? 1 : settings.batch();
    free = Math.min(free, room(provider, now));
    free = Math.min(free, freeCreates(provider, account, now));
    return Math.min(free, freeRequests(provider, account, now));
  }

  private int room(String provider, Instant now) {
    OptionalInt cap = settings.accountCap(provider);
    Instant since = now.minus(settings.watch().time());
    return cap.isPresent()
        ? cap.getAsInt() - queues.running(provider, now, since) - watched.superseded(provider)
        : Integer.MAX_VALUE;
  }

  /** Whether a create may be sent now for a job that has begun there. */
  boolean hasCreateFree(String provider, ProviderAccount account, Instant now) {
    return !account.isShut(now) && freeCreates(provider, account, now) > 0;
  }

  private int freeCreates(String provider, ProviderAccount account, Instant now) {
    return settings
        .createRate(provider)
        .map(rate -> rate.free(account.createsAt(), now))
        .orElse(Integer.MAX_VALUE);
  }

  private int freeRequests(String provider, ProviderAccount account, Instant now) {
    return settings
        .requestRate(provider)
        .map(rate -> rate.free(account.requestsAt(), now))
        .orElse(Integer.MAX_VALUE);
  }

  /**
   * When its rates have the next create of a job that begins. Empty where they have one now, and
   * where the account is full whatever they have: there a job that ends makes room.
   */
  Optional<Instant> nextCreate(String provider, ProviderAccount account, Instant now) {
    Instant create =
        settings
            .createRate(provider)
            .map(rate -> rate.nextFree(account.createsAt(), now))
            .orElse(now);
    Instant request =
        settings
            .requestRate(provider)
            .map(rate -> rate.nextFree(account.requestsAt(), now))
            .orElse(now);
    Instant next = create.isAfter(request) ? create : request;
    return next.isAfter(now) && room(provider, now) > 0 ? Optional.of(next) : Optional.empty();
  }

  /** That many jobs begin there; the account as it is then. */
  ProviderAccount begin(String provider, ProviderAccount account, int jobs, Instant now) {
    tryIfOnTrial(provider, account, now);
    Optional<Rate> creates = settings.createRate(provider);
    Optional<Rate> requests = settings.requestRate(provider);
    ProviderAccount used =
        account.usedUpTo(
            creates.map(rate -> rate.used(account.createsAt(), jobs, now)).orElse(null),
            requests
                .map(rate -> rate.used(account.requestsAt(), jobs, now))
                .orElse(account.requestsAt()));
    if (creates.isPresent() || requests.isPresent()) {
      accounts.use(provider, used.createsAt(), used.requestsAt());
    }
    return used;
  }

  /** A create is sent for a job that has begun there, whose call is counted already. */
  void create(String provider, ProviderAccount account, Instant now) {
    tryIfOnTrial(provider, account, now);
    settings
        .createRate(provider)
        .ifPresent(
            rate ->
                accounts.use(
                    provider, rate.used(account.createsAt(), 1, now), account.requestsAt()));
  }

  private void tryIfOnTrial(String provider, ProviderAccount account, Instant now) {
    if (account.isOnTrial(now)) {
      accounts.tryOnce(provider, now);
    }
  }
}
