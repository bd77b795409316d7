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
  private final double limitSpeed;
  private Duration advanced = Duration.ZERO;

  private SimulatedTime(double speed, double limitSpeed) {
    this.speed = speed;
    this.limitSpeed = limitSpeed;
  }

  /** One that stands still until it is moved. */
  public static SimulatedTime stepped() {
    return new SimulatedTime(0, 0);
  }

  /** One that is so many times as fast as ours. */
  public static SimulatedTime running(double speed) {
    return running(speed, speed);
  }

  /**
   * The same, with limits of requests that are counted in another.
   *
   * @param limitSpeed how many times as fast as ours the time of these is
   */
  public static SimulatedTime running(double speed, double limitSpeed) {
    return new SimulatedTime(speed, limitSpeed);
  }

  /** Moves it on. */
  public synchronized void advance(Duration step) {
    advanced = advanced.plus(step);
  }

  @Override
  public Instant instant() {
    return at(speed);
  }

  /** By what it is counted how much is asked for in how long. */
  Instant ofLimits() {
    return at(limitSpeed);
  }

  private synchronized Instant at(double pace) {
    return begin.plus(advanced).plusNanos((long) ((System.nanoTime() - origin) * pace));
  }

  /** How long by our time it takes until then; nothing where it is over. */
  Duration until(Instant then) {
    long millis = Duration.between(instant(), then).toMillis();
    return millis <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(millis / speed));
  }

  boolean isRunning() {
    return speed > 0;
  }
}
