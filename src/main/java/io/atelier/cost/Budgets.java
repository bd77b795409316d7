package io.atelier.cost;

import io.atelier.cost.BudgetCounters.Counted;
import io.atelier.event.EventHistory;
import io.atelier.event.EventType;
import io.atelier.event.NewEvent;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds what tenants spend to their budgets.
 *
 * <p>What is spent and kept back in a period is the sum of what its jobs take, each by its rows
 * alone: whoever changes a job adds the difference in the same transaction, as the last thing in
 * it, so that nothing is released twice and nothing leaks, whatever crashes. Who adds more than
 * nothing is refused where a hard limit would be passed. Where nothing changes nothing is locked.
 */
@Dependent
public class Budgets {
  private final KnownBudgets known;
  private final TenantBudgets stored;
  private final BudgetCounters counters;
  private final BudgetMetrics metrics;
  private final EventHistory history;
  private final Clock clock;

  @Inject
  Budgets(
      KnownBudgets known,
      TenantBudgets stored,
      BudgetCounters counters,
      BudgetMetrics metrics,
      EventHistory history,
      Clock clock) {
    this.known = known;
    this.stored = stored;
    this.counters = counters;
    this.metrics = metrics;
    this.history = history;
    this.clock = clock;
  }

  /** The budget of a tenant, known to a second; empty where it has none. */
  public Optional<Budget> of(TenantId tenant) {
    return known.of(tenant);
  }

  /** The same, as it is in the database now. */
  @Transactional
  public Optional<Budget> stored(TenantId tenant) {
    return stored.find(tenant);
  }

  /**
   * Has these tenants' budgets stay as they are while jobs of theirs are added: the first one that
   * is set counts what was accepted before, and nothing may be accepted in between. Part of the
   * caller's transaction, which has no other lock yet.
   */
  @Transactional(TxType.MANDATORY)
  public void hold(Collection<TenantId> tenants) {
    stored.hold(tenants);
  }

  /** The budgets of tenants that are held, of those that have one: they stay as they are. */
  @Transactional(TxType.MANDATORY)
  public Map<TenantId, Budget> ofHeld(Set<TenantId> tenants) {
    return stored.of(tenants);
  }

  /**
   * Requires that there is money for those, as it is now; what counts is {@link #reserve}.
   *
   * @throws ProblemException {@code BUDGET_EXHAUSTED}
   */
  @Transactional
  public void expect(Collection<Commitment> wanted) {
    List<Commitment> some = wanted.stream().filter(one -> !one.isNothing()).toList();
    if (!some.isEmpty()) {
      require(counters.with(some), metrics::refused);
    }
  }

  /** Whether there is money for those, as it is now. */
  @Transactional
  public boolean has(Collection<Commitment> wanted) {
    List<Commitment> some = wanted.stream().filter(one -> !one.isNothing()).toList();
    return some.isEmpty() || counters.with(some).stream().noneMatch(Counted::isBeyond);
  }

  /**
   * Keeps money back; part of the caller's transaction, which has all its other locks.
   *
   * @throws ProblemException {@code BUDGET_EXHAUSTED}; the transaction is to be rolled back
   */
  @Transactional(TxType.MANDATORY)
  public void reserve(Collection<Commitment> wanted) {
    reserve(wanted, metrics::refused);
  }

  /**
   * The same for several who each ask again alone where it is refused, and are counted then.
   *
   * @throws ProblemException {@code BUDGET_EXHAUSTED}; the transaction is to be rolled back
   */
  @Transactional(TxType.MANDATORY)
  public void reserveTogether(Collection<Commitment> wanted) {
    reserve(wanted, tenant -> {});
  }

  private void reserve(Collection<Commitment> wanted, Consumer<TenantId> refused) {
    List<Commitment> some = wanted.stream().filter(one -> !one.isNothing()).toList();
    if (!some.isEmpty()) {
      List<Counted> counted = counters.add(some);
      require(counted, refused);
      tell(counted);
    }
  }

  /**
   * Counts what jobs take more or less than before, which is so already; part of the caller's
   * transaction, which has all its other locks.
   */
  @Transactional(TxType.MANDATORY)
  public void follow(Collection<Commitment> changes) {
    List<Commitment> some = changes.stream().filter(one -> !one.isNothing()).toList();
    if (!some.isEmpty()) {
      tell(counters.add(some));
    }
  }

  /** How a tenant's budget stands today and this month; nothing where it has none. */
  @Transactional
  public List<BudgetUse> uses(TenantId tenant) {
    return known.of(tenant).map(budget -> uses(tenant, budget)).orElse(List.of());
  }

  private List<BudgetUse> uses(TenantId tenant, Budget budget) {
    Instant now = clock.instant();
    return counters
        .with(
            List.of(
                new Commitment(
                    tenant, now, budget.currency(), Commitment.NOTHING, Commitment.NOTHING)))
        .stream()
        .map(Counted::use)
        .sorted((one, other) -> other.period().compareTo(one.period()))
        .toList();
  }

  private static void require(List<Counted> counted, Consumer<TenantId> refused) {
    counted.stream()
        .filter(Counted::isBeyond)
        .findFirst()
        .ifPresent(
            beyond -> {
              refused.accept(beyond.key().tenant());
              throw exhausted(beyond);
            });
  }

  private static ProblemException exhausted(Counted beyond) {
    BudgetUse before = beyond.useBefore();
    return new ProblemException(
        ErrorCode.BUDGET_EXHAUSTED,
        "It needs %s %s, and %s of the budget of %s for %s is left; wait for the next %s, or ask the operator for more."
            .formatted(
                beyond.needed().toPlainString(),
                before.currency(),
                before.left(),
                before.hard(),
                before.period(),
                BudgetPeriod.named(before.period()).jsonName()),
        before.refusing(beyond.needed()));
  }

  private void tell(List<Counted> counted) {
    for (Counted one : counted) {
      BigDecimal soft = one.limits().soft();
      if (soft != null
          && one.total().compareTo(soft) >= 0
          && (one.warned() == null || soft.compareTo(one.warned()) != 0)) {
        counters.warned(one);
        metrics.warned(one.key().tenant());
        history.append(
            new NewEvent(
                EventType.BUDGET_SOFT_LIMIT, one.key().tenant(), null, null, null, data(one)));
      }
    }
  }

  private static JsonObject data(Counted counter) {
    BudgetUse use = counter.use();
    return Json.createObjectBuilder()
        .add("period", use.period())
        .add("currency", use.currency())
        .add("soft", String.valueOf(use.soft()))
        .add("spent", use.spent())
        .add("reserved", use.reserved())
        .build();
  }
}
