package io.atelier.generation;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Another node that froze in the midst of a transaction, with locks in its hands. */
final class FrozenNode implements AutoCloseable {
  private final CountDownLatch thawed = new CountDownLatch(1);
  private final Future<Boolean> node;

  /** One that did as soon as it had these locks; until it is closed. */
  FrozenNode(Transactions transactions, Runnable locks)
      throws NamingException, InterruptedException, ExecutionException {
    CountDownLatch frozen = new CountDownLatch(1);
    ManagedExecutorService pool =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    node =
        pool.submit(
            () ->
                transactions.within(
                    () -> {
                      locks.run();
                      frozen.countDown();
                      return awaited(thawed);
                    }));
    while (!frozen.await(1, TimeUnit.SECONDS)) {
      if (node.isDone()) {
        node.get(); // says why
      }
    }
  }

  private static Boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether it has its locks yet. */
  boolean isFrozen() {
    return !node.isDone();
  }

  /** It goes on; when this returns it has none of its locks. */
  void thaw() throws Exception {
    thawed.countDown();
    if (!node.get()) {
      throw new IllegalStateException("it had lost its locks by then");
    }
  }

  @Override
  public void close() throws Exception {
    thaw();
  }

  /** How a test does something within a transaction. */
  interface Transactions {
    Boolean within(Supplier<Boolean> work) throws Exception;
  }
}
