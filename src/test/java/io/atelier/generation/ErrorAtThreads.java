package io.atelier.generation;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.concurrent.atomic.AtomicBoolean;

/** The threads of a node that finds none when a test says so, once. */
@Alternative
@Priority(1)
@ApplicationScoped
class ErrorAtThreads extends QueueExecutors {
  private static final AtomicBoolean NEXT = new AtomicBoolean();

  static void next() {
    NEXT.set(true);
  }

  @Override
  void execute(QueueKey queue, Runnable task) {
    if (NEXT.getAndSet(false)) {
      throw new InternalError("unable to create native thread");
    }
    super.execute(queue, task);
  }
}
