package io.atelier.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Schedule} come true, and notes what really happened, and when. */
final class Havoc {
  /** How it is said that a node was killed because it did not come by where it was to crash. */
  static final String MISSED = "not reached: ";

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration OTHERS_START = Duration.ofSeconds(20);
  private static final Duration TICK = Duration.ofMillis(50);

  private final List<ChaosNode> nodes;
  private final ChaosDatabase database;
  private final FaultProxy line;
  private final List<Trouble> troubles = new ArrayList<>();

  Havoc(List<ChaosNode> nodes, ChaosDatabase database, FaultProxy line) {
    this.nodes = nodes;
    this.database = database;
    this.line = line;
  }

  /** Goes through the schedule; what is late when the time is over does not happen. */
  List<Trouble> wreak(List<Schedule.Entry> schedule, Duration duration) throws Exception {
    Instant begun = Instant.now();
    for (Schedule.Entry entry : schedule) {
      await(begun.plus(entry.after()));
      if (Instant.now().isBefore(begun.plus(duration))) {
        happen(entry);
      }
    }
    await(begun.plus(duration));
    return List.copyOf(troubles);
  }

  private void happen(Schedule.Entry entry) throws Exception {
    ChaosNode node = nodes.get(entry.node());
    ChaosNode other = nodes.get(1 - entry.node());
    if (entry.disturbance().deadly() && !entry.alone()) {
      awaitReady(other);
    }
    if (entry.disturbance() == Disturbance.FREEZE) {
      awaitReady(node);
    }
    Instant from = Instant.now();
    switch (entry.disturbance()) {
      case KILL -> kill(node, node.name(), from);
      case CRASH -> crash(node, entry.point(), from);
      case FREEZE -> {
        node.freeze(entry.disturbance().length());
        note(entry.disturbance(), node.name(), node, from);
      }
      case DATABASE_STOP -> {
        database.stopImmediately();
        LockSupport.parkNanos(entry.disturbance().length().toNanos());
        database.start();
        note(entry.disturbance(), "database", null, from);
      }
      case CONNECTIONS_ENDED -> {
        int ended = database.endConnections();
        note(entry.disturbance(), ended + " connections", null, from);
      }
      case LINE_RESET -> cut(FaultProxy.State.RESETTING, entry.disturbance(), from);
      case LINE_HELD -> cut(FaultProxy.State.HOLDING, entry.disturbance(), from);
    }
  }

  private void kill(ChaosNode node, String what, Instant from) throws InterruptedException {
    node.kill();
    note(Disturbance.KILL, what, node, from);
    node.startAgain();
  }

  private void crash(ChaosNode node, CrashPoint point, Instant from)
      throws IOException, InterruptedException {
    awaitReady(node);
    if (node.crash(point, PATIENCE)) {
      node.kill(); // what is left of it: the script that ran it
      note(Disturbance.CRASH, point.name(), node, from);
      node.startAgain();
    } else {
      kill(node, MISSED + point, Instant.now());
    }
  }

  private void cut(FaultProxy.State state, Disturbance disturbance, Instant from) {
    line.set(state);
    LockSupport.parkNanos(disturbance.length().toNanos());
    line.set(FaultProxy.State.WHOLE);
    note(disturbance, "line to the provider", null, from);
  }

  private void note(Disturbance disturbance, String what, @Nullable ChaosNode node, Instant from) {
    Trouble trouble =
        new Trouble(disturbance, what, node == null ? null : node.name(), from, Instant.now());
    troubles.add(trouble);
    System.out.println("[chaos] " + trouble);
  }

  private static void awaitReady(ChaosNode node) {
    Instant end = Instant.now().plus(OTHERS_START);
    while (!node.ready() && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  private static void await(Instant time) {
    while (Instant.now().isBefore(time)) {
      LockSupport.parkNanos(
          Math.min(TICK.toNanos(), Duration.between(Instant.now(), time).toNanos()));
    }
  }
}
