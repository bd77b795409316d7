package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Takes watched attempts of a provider whose calls are limited: as many as its account's rate,
 * which all nodes and tenants share, leaves for them. Jobs, which somebody waits for, come first:
 * looks are given half of what is left. Where nothing is left they are given one, which the account
 * then owes.
 */
@Dependent
class RatedLooks {
  private final WatchStore attempts;
  private final ProviderAccounts accounts;
  private final Leases leases;
  private final GenerationSettings settings;
  private final Clock clock;

  @Inject
  RatedLooks(
      WatchStore attempts,
      ProviderAccounts accounts,
      Leases leases,
      GenerationSettings settings,
      Clock clock) {
    this.attempts = attempts;
    this.accounts = accounts;
    this.leases = leases;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes what is to be looked at now, and counts the calls that it takes. */
  @Transactional
  List<Watched> takeDue(String provider) {
    return accounts
        .readLockedSoon(provider)
        .map(account -> takeDue(provider, account, clock.instant()))
        .orElseGet(List::of);
  }

  private List<Watched> takeDue(String provider, ProviderAccount account, Instant now) {
    Rate rate = settings.requestRate(provider).orElseThrow();
    // One at least, which is owed then: jobs that use up the rate must not keep paid results
    // waiting.
    int most =
        Math.max(1, Math.min(settings.batch(), (rate.free(account.requestsAt(), now) + 1) / 2));
    List<Watched> taken =
        attempts.takeDue(
            new Whose(List.of(provider), true), most, leases.lease(), leases.looking(), now);
    int calls = taken.stream().mapToInt(RatedLooks::calls).sum();
    if (calls > 0) {
      accounts.use(provider, account.createsAt(), rate.used(account.requestsAt(), calls, now));
    }
    return taken;
  }

  /**
   * How many calls a look takes at least: what nobody wants any more is told to stop, and asked for
   * where it does not.
   */
  static int calls(Watched watched) {
    return watched.cancelled() && watched.handle().isPresent() ? 2 : 1;
  }
}
