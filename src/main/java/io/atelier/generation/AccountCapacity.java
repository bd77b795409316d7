package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * How much a provider's account takes now, of all tenants together, and the use of it. The
 * account's row is locked by whoever uses it.
 */
@Dependent
class AccountCapacity {
  private final JobQueues queues;
  private final ProviderAccounts accounts;
  private final GenerationSettings settings;

  @Inject
  AccountCapacity(JobQueues queues, ProviderAccounts accounts, GenerationSettings settings) {
    this.queues = queues;
    this.accounts = accounts;
    this.settings = settings;
  }

  /** How many jobs may begin there now. */
  int free(String provider, ProviderAccount account, Instant now) {
    int free = account.isOnTrial(now) ? 1 : settings.batch();
    if (settings.accountCap(provider).isPresent()) {
      free = Math.min(free, settings.accountCap(provider).getAsInt() - queues.running(provider));
    }
    free = Math.min(free, freeCreates(provider, account, now));
    return Math.min(free, freeRequests(provider, account, now));
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

  /** When its rates have the next create of a job that begins; now, if they have one. */
  Instant nextCreate(String provider, ProviderAccount account, Instant now) {
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
    return create.isAfter(request) ? create : request;
  }

  /** That many jobs begin there; the account as it is then. */
  ProviderAccount begin(String provider, ProviderAccount account, int jobs, Instant now) {
    tryIfOnTrial(provider, account, now);
    Optional<Rate> creates = settings.createRate(provider);
    Optional<Rate> requests = settings.requestRate(provider);
    ProviderAccount used =
        account.usedUpTo(
            creates.map(rate -> rate.used(account.createsAt(), jobs, now)).orElse(null),
            requests.map(rate -> rate.used(account.requestsAt(), jobs, now)).orElse(null));
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
