package io.atelier.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The simulators' own time: it runs faster than ours, or only when it is told to. Thread-safe. */
public final class SimulatedTime implements InstantSource {
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final long origin = System.nanoTime();
  private final double speed;
  private Duration advanced = Duration.ZERO;

  private SimulatedTime(double speed) {
    this.speed = speed;
  }

  /** One that stands still until it is moved. */
  public static SimulatedTime stepped() {
    return new SimulatedTime(0);
  }

  /** One that is so many times as fast as ours. */
  public static SimulatedTime running(double speed) {
    return new SimulatedTime(speed);
  }

  /** Moves it on. */
  public synchronized void advance(Duration step) {
    advanced = advanced.plus(step);
  }

  @Override
  public synchronized Instant instant() {
    return begin.plus(advanced).plusNanos((long) ((System.nanoTime() - origin) * speed));
  }

  boolean isRunning() {
    return speed > 0;
  }
}
