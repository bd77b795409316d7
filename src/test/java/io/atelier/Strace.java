package io.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Makes system calls of a running process fail, or take long, until it is closed. */
record Strace(Process process) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Injects a fault into all threads of a process.
   *
   * @param fault the calls and what becomes of them ({@code fsync:error=EIO})
   * @param options more of strace's own
   */
  static Strace attach(long pid, String fault, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
    Collections.addAll(command, "-e", "trace=" + fault.replaceFirst(":.*", ""));
    Collections.addAll(command, "-e", "inject=" + fault);
    Collections.addAll(command, options);
    Collections.addAll(command, "-p", String.valueOf(pid));
    Strace strace = new Strace(new ProcessBuilder(command).redirectErrorStream(true).start());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!tracesAll(pid)) {
      if (!strace.process.isAlive() || System.nanoTime() > end) {
        String said = new String(strace.process.getInputStream().readAllBytes());
        throw new IOException("strace does not trace: " + said);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return strace;
  }

  private static boolean tracesAll(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.allMatch(Strace::isTraced);
    }
  }

  private static boolean isTraced(Path thread) {
    try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
      return lines.noneMatch("TracerPid:\t0"::equals);
    } catch (IOException | UncheckedIOException e) {
      return true; // it ended meanwhile
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
