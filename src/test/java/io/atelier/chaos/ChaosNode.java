package io.atelier.chaos;

import io.atelier.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A node that may be killed, crashed at an exact line and frozen, and comes back by itself. */
final class ChaosNode implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);

  private final String name;
  private final ServerProcess server;
  private final Path arms;
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
    ready = true;
  }

  /** Starts it again, in the background; again and again where it must be. */
  void startAgain() {
    ready = false;
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
            });
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    ready = false;
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
