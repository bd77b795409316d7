package io.atelier.provider.remote;

import java.util.function.Supplier;

/**
 * Guards single exchanges with one provider by MicroProfile Fault Tolerance, whose breakers are of
 * a class's method: each provider has a class of its own, with these limits, which can be set as
 * that has them set.
 */
public interface ExchangeGuard {
  /**
   * How many of a sort a node has at once. Creates and questions share the 50 connections of a
   * client of Liberty's, and whoever finds none free waits without an end: so both together are
   * fewer.
   */
  int AT_ONCE = 24;

  /** The longest that one may last, repetitions not counted. */
  long LONGEST_MILLIS = 70_000;

  /** How often one that costs nothing is repeated, and after which pause. */
  int REPETITIONS = 2;

  /** The same. */
  long PAUSE_MILLIS = 200;

  /** The same, more or less. */
  long JITTER_MILLIS = 100;

  /** How many exchanges a breaker looks at. */
  int VOLUME = 20;

  /** How long it stays open. */
  long OPEN_MILLIS = 5_000;

  /** A create, which may cost money: never repeated. */
  Answer create(Supplier<Answer> exchange);

  /** A poll, or another question. */
  Answer ask(Supplier<Answer> exchange);
}
