package io.atelier.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What befalls the installation when, decided by a seed: by turns the end of a node, and something
 * else.
 */
final class Schedule {
  private static final Duration QUIET_START = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(6_000);
  private static final List<Disturbance> OTHERS =
      List.of(
          Disturbance.FREEZE,
          Disturbance.DATABASE_STOP,
          Disturbance.CONNECTIONS_ENDED,
          Disturbance.LINE_RESET,
          Disturbance.LINE_HELD);

  /**
   * One disturbance.
   *
   * @param after so long after the beginning
   * @param node which node, 0 or 1
   * @param point where it crashes, if it does
   * @param alone whether it is to happen even if the other node does not run
   */
  record Entry(
      Duration after, Disturbance disturbance, int node, CrashPoint point, boolean alone) {}

  private Schedule() {}

  /** All that happens within that time. */
  static List<Entry> of(long seed, Duration duration) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Entry> entries = new ArrayList<>();
    List<CrashPoint> points = new ArrayList<>();
    List<Disturbance> others = new ArrayList<>();
    Duration at = QUIET_START;
    for (int turn = 0; at.compareTo(duration) < 0; turn++) {
      int node = turn / 2 % 2;
      Disturbance disturbance =
          turn % 2 == 1
              ? draw(others, OTHERS, random)
              : random.nextInt(5) < 2 ? Disturbance.KILL : Disturbance.CRASH;
      boolean crash = disturbance == Disturbance.CRASH;
      CrashPoint point =
          crash ? draw(points, List.of(CrashPoint.values()), random) : CrashPoint.values()[0];
      // Who stands still is not the one that was just started.
      int who = disturbance.deadly() ? node : 1 - node;
      entries.add(new Entry(at, disturbance, who, point, random.nextInt(6) == 0));
      at = at.plus(disturbance.length()).plus(PAUSE).plusMillis(random.nextInt(1_000));
    }
    return entries;
  }

  /** Each once, in any order, before one comes again. */
  private static <T> T draw(List<T> left, List<T> all, SplittableRandom random) {
    if (left.isEmpty()) {
      left.addAll(all);
    }
    return left.remove(random.nextInt(left.size()));
  }
}
