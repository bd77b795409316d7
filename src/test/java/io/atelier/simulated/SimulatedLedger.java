package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one simulated provider was asked, and what it charged. Thread-safe. */
public final class SimulatedLedger {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<JsonObject> creates = new ArrayList<>();
  private BigDecimal charged = BigDecimal.ZERO;

  /** One more of that. */
  public synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** One more task, of that request, for that much. */
  public synchronized void create(JsonObject request, BigDecimal credits) {
    count("creates");
    creates.add(request);
    charged = charged.add(credits);
  }

  /** A task failed, and is not charged after all. */
  public synchronized void refund(BigDecimal credits) {
    count("refunds");
    charged = charged.subtract(credits);
  }

  /** How many of that. */
  public synchronized int counted(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** The requests of all tasks, in order. */
  public synchronized List<JsonObject> creates() {
    return List.copyOf(creates);
  }

  /** All charges together, in credits. */
  public synchronized BigDecimal charged() {
    return charged;
  }

  synchronized JsonObject stats() {
    var stats = Json.createObjectBuilder().add("charged_credits", charged);
    for (String what : List.of("creates", "polls", "cancels", "refused", "uploads", "refunds")) {
      stats.add(what, counted(what));
    }
    return stats.build();
  }
}
