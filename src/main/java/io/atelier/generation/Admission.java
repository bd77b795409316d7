package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives free slots to the oldest jobs that wait for them (FR-019).
 *
 * <p>Lock order: provider account, then queue ({@link Slots}).
 */
@Dependent
class Admission {
  private final NamedLocks locks;
  private final JobQueues queues;
  private final Slots slots;
  private final ProviderAccounts accounts;
  private final AccountCapacity capacity;
  private final GenerationSettings settings;
  private final Policies policies;
  private final Clock clock;
  @Inject Pauses pauses;
  @Inject LockWait wait;
  @Inject UsedUpAccounts usedUp;

  @Inject
  Admission(
      NamedLocks locks,
      JobQueues queues,
      Slots slots,
      ProviderAccounts accounts,
      AccountCapacity capacity,
      GenerationSettings settings,
      Policies policies,
      Clock clock) {
    this.locks = locks;
    this.queues = queues;
    this.slots = slots;
    this.accounts = accounts;
    this.capacity = capacity;
    this.settings = settings;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * The queues to visit: work waiting, a slot free, and no pause; fewest running first; of a shared
   * account one, because a visit looks after all of its queues.
   */
  @Transactional
  List<QueueKey> openQueues() {
    Set<String> paused = pauses.all().keySet();
    if (paused.contains(Pauses.ADMISSION)) {
      return List.of();
    }
    List<QueueKey> open = new ArrayList<>();
    List<String> shared = new ArrayList<>();
    for (WaitingQueue queue : queues.waitingQueues(Optional.empty())) {
      String provider = queue.key().provider();
      if (hasSlot(queue) && !shared.contains(provider) && !paused.contains(provider)) {
        open.add(queue.key());
        if (settings.isShared(provider)) {
          shared.add(provider);
        }
      }
    }
    return open;
  }

  /** The queue that a job is in, or was last. */
  @Transactional
  QueueKey queueOf(UUID job) {
    return queues.of(job);
  }

  /** Admits jobs of that queue; as {@link #admit(Collection)}. */
  @Transactional
  List<Work> admit(QueueKey queue) {
    return admit(List.of(queue));
  }

  /**
   * Admits jobs of those queues, and of any queue of their providers where the account is shared;
   * when this returns, the intent of each is committed and this node holds its lease.
   */
  @Transactional
  List<Work> admit(Collection<QueueKey> queues) {
    wait.bound();
    Map<String, List<QueueKey>> byProvider =
        queues.stream()
            .collect(Collectors.groupingBy(QueueKey::provider, TreeMap::new, Collectors.toList()));
    Instant now = clock.instant();
    List<Work> admitted = new ArrayList<>();
    byProvider.forEach(
        (provider, some) ->
            admitted.addAll(
                settings.isShared(provider)
                    ? admitShared(provider, now)
                    : admit(provider, some, now)));
    return admitted;
  }

  private List<Work> admit(String provider, List<QueueKey> queues, Instant now) {
    ProviderAccount account = accounts.read(provider);
    if (!account.admits(now)) {
      return List.of();
    }
    if (account.isOnTrial(now)) {
      return tryOne(provider, queues, now);
    }
    Map<QueueKey, Integer> most = new LinkedHashMap<>();
    queues.forEach(queue -> most.put(queue, Integer.MAX_VALUE));
    return slots.fill(most, now);
  }

  // One create shows how it stands, of whichever queue has one.
  private List<Work> tryOne(String provider, List<QueueKey> queues, Instant now) {
    if (!accounts.readLockedSoon(provider).map(account -> account.isOnTrial(now)).orElse(false)) {
      return List.of(); // somebody else's create tries it
    }
    for (QueueKey queue : queues) {
      List<Work> one = slots.fill(Map.of(queue, 1), now);
      if (!one.isEmpty()) {
        accounts.tryOnce(provider, now);
        return one;
      }
    }
    return List.of();
  }

  private List<Work> admitShared(String provider, Instant now) {
    return locks.lockSoon("account/" + provider)
        ? accounts
            .readLockedSoon(provider)
            .map(account -> admitShared(provider, account, now))
            .orElseGet(List::of)
        : List.of(); // the next tick is there again
  }

  private List<Work> admitShared(String provider, ProviderAccount account, Instant now) {
    List<WaitingQueue> open =
        queues.waitingQueues(Optional.of(provider)).stream().filter(this::hasSlot).toList();
    if (open.isEmpty() || !account.admits(now)) {
      return List.of();
    }
    int free = capacity.free(provider, account, now);
    List<Work> admitted = free <= 0 ? List.of() : fairly(provider, open, free, now);
    ProviderAccount left =
        admitted.isEmpty() ? account : capacity.begin(provider, account, admitted.size(), now);
    capacity
        .nextCreate(provider, left, now)
        .ifPresent(next -> usedUp.creates(open.get(0).key(), next));
    return admitted;
  }

  private boolean hasSlot(WaitingQueue queue) {
    return queue.running() < policies.of(queue.key()).limit();
  }

  // Turn by turn for the tenant that has the fewest at the provider, whichever its queue; who turns
  // out to have nothing to admit loses its turn to the others, in a further round.
  private List<Work> fairly(String provider, List<WaitingQueue> waiting, int free, Instant now) {
    FairTurns turns = new FairTurns(waiting, queues.runningByTenant(provider));
    List<Work> admitted = new ArrayList<>();
    while (admitted.size() < free) {
      Map<QueueKey, Integer> given = turns.give(free - admitted.size());
      if (given.isEmpty()) {
        break;
      }
      List<Work> some = slots.fill(given, now);
      turns.took(given, some.stream().map(Work::queue).toList());
      admitted.addAll(some);
    }
    return admitted;
  }
}
