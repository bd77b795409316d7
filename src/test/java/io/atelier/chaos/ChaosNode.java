package io.atelier.chaos;

import io.atelier.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A node that may be killed, crashed at an exact line and frozen, and comes back by itself. */
final class ChaosNode implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);

  private final String name;
  private final ServerProcess server;
  private final Path arms;
  private final List<Levels.Span> ups = new CopyOnWriteArrayList<>();
  private volatile Instant upSince = Instant.MAX;
  private volatile boolean ready;
  private volatile boolean closing;

  /**
   * A node that does not run yet.
   *
   * @param arms the directory in which its crash points are armed
   */
  ChaosNode(String name, ServerProcess server, Path arms) {
    this.name = name;
    this.server = server;
    this.arms = arms;
  }

  String name() {
    return name;
  }

  String url() {
    return server.url();
  }

  boolean ready() {
    return ready && server.isAlive();
  }

  /** Starts it and returns when it is ready. */
  void start() throws IOException {
    server.start();
    upSince = Instant.now();
    ready = true;
  }

  /** When it was ready, up to now. */
  List<Levels.Span> ups() {
    List<Levels.Span> all = new ArrayList<>(ups);
    if (ready) {
      all.add(new Levels.Span(upSince, Instant.now()));
    }
    return all;
  }

  private void down() {
    if (ready) {
      ups.add(new Levels.Span(upSince, Instant.now()));
    }
    ready = false;
  }

  /** Starts it again, in the background; again and again where it must be. */
  void startAgain() {
    down();
    Thread.ofVirtual()
        .start(
            () -> {
              while (!closing && !ready) {
                try {
                  start();
                } catch (IOException | IllegalStateException e) {
                  end();
                }
              }
              if (closing) {
                end(); // it may have begun to start only when all was closed
              }
            });
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    down();
    server.kill();
  }

  /** Arms a crash point and waits for somebody to come by; answers whether the process ended. */
  boolean crash(CrashPoint point, Duration patience) throws IOException {
    Path arm = Files.createFile(arms.resolve(point.name()));
    long end = System.nanoTime() + patience.toNanos();
    while (Files.exists(arm) && System.nanoTime() < end) {
      LockSupport.parkNanos(TICK.toNanos());
    }
    if (Files.deleteIfExists(arm)) {
      return false;
    }
    while (server.isAlive() && System.nanoTime() < end + patience.toNanos()) {
      LockSupport.parkNanos(TICK.toNanos());
    }
    return !server.isAlive();
  }

  /** SIGSTOP, and SIGCONT after that time. */
  void freeze(Duration time) throws IOException, InterruptedException {
    long pid = server.pid();
    signal("-STOP", pid);
    try {
      LockSupport.parkNanos(time.toNanos());
    } finally {
      signal("-CONT", pid);
    }
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
  }

  /** Ends what there is of its process. */
  void end() {
    try {
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    server.close();
  }
}
