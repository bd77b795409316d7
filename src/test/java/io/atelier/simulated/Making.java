package io.atelier.simulated;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The making of a task's media: once, and not before somebody begins it or wants them. */
final class Making {
  private final Supplier<List<SimulatedMedia.File>> media;
  private final CompletableFuture<List<SimulatedMedia.File>> made = new CompletableFuture<>();
  private boolean begun;

  Making(Supplier<List<SimulatedMedia.File>> media) {
    this.media = media;
  }

  /** Begins it, on one of those threads. */
  Making begin(Executor threads) {
    threads.execute(this::make);
    return this;
  }

  private void make() {
    synchronized (this) {
      if (begun) {
        return;
      }
      begun = true;
    }
    try {
      made.complete(media.get());
    } catch (RuntimeException | Error e) {
      made.completeExceptionally(e);
    }
  }

  boolean isDone() {
    return made.isDone();
  }

  List<SimulatedMedia.File> join() {
    make();
    return made.join();
  }
}
