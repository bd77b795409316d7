package io.atelier.provider.procedural.texture;

import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Independent pieces of one picture, done by the calling thread and a single other that ends with
 * the work.
 */
public final class Bands {
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final int count;
  private final IntConsumer work;

  private Bands(int count, IntConsumer work) {
    this.count = count;
    this.work = work;
  }

  /**
   * Does the work for 0 to count - 1, each once, in no particular order, and returns when all is
   * done.
   *
   * @throws InterruptedIOException if the calling thread is interrupted; its interrupt status stays
   *     set
   */
  public static void inPairs(int count, IntConsumer work) throws InterruptedIOException {
    Bands bands = new Bands(count, work);
    Thread other = new Thread(bands::run, "procedural-texture");
    other.setDaemon(true);
    other.start();
    bands.run();
    bands.join(other);
  }

  private void run() {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        if (Thread.currentThread().isInterrupted()) {
          next.set(count);
          return;
        }
        work.accept(i);
      }
    } catch (RuntimeException | Error thrown) {
      failure.compareAndSet(null, thrown);
      next.set(count);
    }
  }

  private void join(Thread other) throws InterruptedIOException {
    boolean interrupted = Thread.interrupted();
    while (other.isAlive()) {
      try {
        other.join();
      } catch (InterruptedException e) {
        interrupted = true;
        next.set(count);
      }
    }
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while rendering");
    }
  }
}
