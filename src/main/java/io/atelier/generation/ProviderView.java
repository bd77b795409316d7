package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one provider stands, all nodes and tenants together.
 *
 * @param configured whether it has what it needs, like a key; if not, it is on no route
 * @param routes the kinds whose configured route it is on; tenants may have others
 * @param pause null while it is not paused by itself
 * @param heldUntil until when it asked to be left alone; null if it did not
 * @param balance what is left with it, as last heard; null where it does not say
 */
@JsonbPropertyOrder({
  "name",
  "configured",
  "routes",
  "pause",
  "circuit",
  "heldUntil",
  "tasks",
  "rates",
  "recent",
  "balance"
})
public record ProviderView(
    String name,
    boolean configured,
    List<String> routes,
    @Nullable Pause pause,
    CircuitView circuit,
    @Nullable Instant heldUntil,
    Tasks tasks,
    Rates rates,
    Recent recent,
    @Nullable Balance balance) {

  /**
   * Whether it is given jobs.
   *
   * @param state {@code CLOSED}: it is; {@code OPEN}: it is not, until {@code openUntil}; {@code
   *     TRIAL}: one create is to show how it stands
   * @param failures how many creates failed in a row
   * @param timeouts how many jobs timed out in a row
   */
  @JsonbPropertyOrder({"state", "openUntil", "failures", "timeouts"})
  public record CircuitView(
      String state, @Nullable Instant openUntil, int failures, int timeouts) {}

  /**
   * What it has to do.
   *
   * @param waiting jobs in its queues
   * @param inFlight jobs that hold a slot
   * @param watched attempts that were given up and may still deliver; they count for the cap too
   * @param cap how many its account takes at a time; null where any number
   */
  @JsonbPropertyOrder({"waiting", "inFlight", "watched", "cap"})
  public record Tasks(long waiting, long inFlight, long watched, @Nullable Integer cap) {}

  /**
   * How often its account may be called, null where as often as one likes.
   *
   * @param creates like 18/PT10S
   * @param createsFree how many may be made now
   * @param requests calls of any sort
   * @param requestsFree how many may be made now
   */
  @JsonbPropertyOrder({"creates", "createsFree", "requests", "requestsFree"})
  public record Rates(
      @Nullable String creates,
      @Nullable Integer createsFree,
      @Nullable String requests,
      @Nullable Integer requestsFree) {}

  /**
   * How it answered the creates of attempts that were begun lately.
   *
   * @param seconds how far back
   * @param creates how many have an answer
   * @param refused how many it turned away, throttled ones too
   * @param unknown how many nobody knows the outcome of
   * @param errorRate the share of those two; null where there are none
   * @param medianSeconds how long half of the answers took at most; null where there are none
   * @param p95Seconds how long nineteen of twenty took at most
   */
  @JsonbPropertyOrder({
    "seconds",
    "creates",
    "refused",
    "unknown",
    "errorRate",
    "medianSeconds",
    "p95Seconds"
  })
  public record Recent(
      long seconds,
      long creates,
      long refused,
      long unknown,
      @Nullable BigDecimal errorRate,
      @Nullable BigDecimal medianSeconds,
      @JsonbNillable @JsonbProperty("p95_seconds") @Nullable BigDecimal p95Seconds) {}

  /**
   * What is left with it.
   *
   * @param unit what the amount counts, like credits
   * @param at when it said so
   */
  @JsonbPropertyOrder({"amount", "unit", "at"})
  public record Balance(BigDecimal amount, String unit, Instant at) {}
}
