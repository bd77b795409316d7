package io.atelier.breakable;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Decides which exchange is struck by which fault: those that a prompt asks for first, then those
 * that a test set up with {@code POST /control/faults}.
 *
 * <p>Chance is a function of the seed, the create or task and how often it came by, so that the
 * same faults strike whatever the order of the requests. What struck is told to it again after a
 * restart, from the ledger. Not thread-safe.
 */
final class FaultPlan {
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Integer> struck = new HashMap<>();
  private final Map<String, Integer> visits = new HashMap<>();

  /**
   * A fault for whom it may concern: {@code
   * {"fault":"reset-after-accept","account":…,"tenant":…,"kind":…,"times":…,"probability":…,"seed":…}}.
   *
   * <p>{@code times}, by default without end, are of all its strikes together.
   */
  private record Rule(String id, Fault fault, JsonObject json) {
    boolean concerns(String account, String tenant, String kind) {
      return json.getString("account", account).equals(account)
          && json.getString("tenant", tenant).equals(tenant)
          && json.getString("kind", kind).equals(kind);
    }

    boolean chance(String scope, int visit) {
      double probability =
          json.containsKey("probability") ? json.getJsonNumber("probability").doubleValue() : 1;
      long seed = json.getInt("seed", 0) * 1_000_003L + (scope + "/" + visit + id).hashCode();
      return new SplittableRandom(seed).nextDouble() < probability;
    }
  }

  /**
   * A fault that strikes.
   *
   * @param cause what {@link #struck} wants to hear
   */
  record Strike(Fault fault, String cause) {}

  /** Sets up a fault. */
  void add(JsonObject json) {
    rules.add(new Rule("rule-" + (rules.size() + 1), Fault.of(json.getString("fault")), json));
  }

  /** Takes away all that were set up. */
  void clear() {
    rules.clear();
  }

  /** The fault of this exchange; the first that has not struck as often as it may. */
  Optional<Strike> at(
      Point point, String scope, List<Fault> tags, String account, String tenant, String kind) {
    for (Fault fault : tags) {
      String cause = scope + "/" + fault.text();
      if (fault.point() == point && struck.getOrDefault(cause, 0) < fault.times()) {
        return Optional.of(new Strike(fault, cause));
      }
    }
    int visit = visits.merge(scope + "/" + point, 1, Integer::sum);
    for (Rule rule : rules) {
      if (rule.fault.point() == point
          && rule.concerns(account, tenant, kind)
          && struck.getOrDefault(rule.id, 0) < rule.json.getInt("times", Integer.MAX_VALUE)
          && rule.chance(scope, visit)) {
        return Optional.of(new Strike(rule.fault, rule.id));
      }
    }
    return Optional.empty();
  }

  /** Notes that a fault struck. */
  void struck(String cause) {
    struck.merge(cause, 1, Integer::sum);
  }
}
