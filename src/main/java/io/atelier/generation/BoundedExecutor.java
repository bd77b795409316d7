package io.atelier.generation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Runs so many tasks at a time on another executor's threads, the others after them in their order.
 * Thread-safe.
 */
final class BoundedExecutor implements Executor {
  private final Executor threads;
  private final Semaphore free;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  BoundedExecutor(Executor threads, int most) {
    this.threads = threads;
    this.free = new Semaphore(most);
  }

  /**
   * Runs a task when one of those before it is done. Where this throws, it is not run.
   *
   * @throws java.util.concurrent.RejectedExecutionException if there are no threads any more
   */
  @Override
  public void execute(Runnable task) {
    waiting.add(task);
    try {
      startWaiting();
    } catch (RuntimeException | Error e) { // such as that no native thread is to be had
      if (waiting.remove(task)) {
        throw e;
      }
    }
  }

  private void startWaiting() {
    while (!waiting.isEmpty() && free.tryAcquire()) {
      boolean started = false;
      try {
        threads.execute(this::runNext);
        started = true;
      } finally {
        if (!started) {
          free.release();
        }
      }
    }
  }

  // Each task on a thread of its own, as it would be in a pool.
  private void runNext() {
    try {
      Runnable task = waiting.poll();
      if (task != null) {
        task.run();
      }
    } finally {
      free.release();
      startWaiting();
    }
  }
}
