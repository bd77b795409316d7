package io.atelier.console;

/**
 * A provider, as all nodes and tenants together see it ({@code io.atelier:type=Provider,name=…}).
 */
public interface ProviderMXBean {
  /** Whether it has what it needs, like a key; if not, it is on no route. */
  boolean isConfigured();

  /** Whether nothing is begun at it. */
  boolean isPaused();

  /** By whom, since when and what for; empty while it is not paused. */
  String getPause();

  /** {@code CLOSED}: it is given jobs; {@code OPEN}: it is not; {@code TRIAL}: one is to show. */
  String getCircuit();

  /** Until when it asked to be left alone; empty if it did not. */
  String getHeldUntil();

  /** Jobs in its queues. */
  long getWaiting();

  /** Jobs that hold a slot of it. */
  long getInFlight();

  /** Attempts that were given up and may still deliver. */
  long getWatched();

  /** The creates of the last minutes that have an answer. */
  long getRecentCreates();

  /** The share of them that were refused, or whose outcome nobody knows; NaN if there were none. */
  double getRecentErrorRate();

  /** How many seconds 19 of 20 of their answers took at most; NaN if there were none. */
  double getRecentSeconds();

  /** What is left with it, as last heard; empty where it does not say. */
  String getBalance();

  /** Begins nothing more at it, until it is resumed; whether that is new. */
  boolean pause(String reason);

  /** Begins jobs at it again; whether that is new. */
  boolean resume();
}
