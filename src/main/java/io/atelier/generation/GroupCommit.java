package io.atelier.generation;

import io.atelier.telemetry.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Has what many threads ask for at the same time done as one piece of work: who comes while others
 * are at it waits, and the next to lead does it for all who wait.
 *
 * <p>Nobody waits for company: a lone caller leads at once. Where work for several fails, each does
 * its own once more and alone, so that it fails only those who are the cause. Thread-safe.
 *
 * @param <I> what a caller brings
 * @param <O> what a caller gets
 */
final class GroupCommit<I, O> {
  private final Work<I, O> work;
  private final int most;
  private final Semaphore leaders;
  private final Queue<Call<I, O>> waiting = new ConcurrentLinkedQueue<>();

  /**
   * A group for that work.
   *
   * @param most how many callers it is done for at a time
   * @param leading how many such pieces of work may be under way
   */
  GroupCommit(Work<I, O> work, int most, int leading) {
    this.work = work;
    this.most = most;
    this.leaders = new Semaphore(leading);
  }

  /** Has it done, with whatever others bring meanwhile; throws what it came to for this caller. */
  O submit(I item) {
    Call<I, O> mine = new Call<>(item);
    waiting.add(mine);
    boolean interrupted = false;
    while (mine.outcome == null) {
      if (mine.alone) {
        doFor(List.of(mine));
      } else if (leaders.tryAcquire()) {
        lead();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // what was begun is finished all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return mine.result();
  }

  /** How many wait to be done. */
  int waiting() {
    return waiting.size();
  }

  private void lead() {
    try {
      // Room for all of them before the first: who was taken and is in no group waits for ever.
      List<Call<I, O>> group = new ArrayList<>(most);
      for (Call<I, O> call = waiting.poll(); call != null; call = next(group)) {
        group.add(call);
      }
      if (!group.isEmpty()) {
        doFor(group);
      }
    } finally {
      leaders.release();
      Call<I, O> head = waiting.peek();
      if (head != null) {
        LockSupport.unpark(head.caller);
      }
    }
  }

  private @Nullable Call<I, O> next(List<Call<I, O>> group) {
    return group.size() < most ? waiting.poll() : null;
  }

  private void doFor(List<Call<I, O>> group) {
    try {
      List<Outcome<O>> outcomes = workFor(group);
      for (int i = 0; i < group.size(); i++) {
        group.get(i).end(outcomes.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (group.size() == 1) {
        group.get(0).end(new Outcome.Failed<>(e));
      } else {
        group.forEach(Call::goAlone);
      }
    }
  }

  // What is logged for several is not the caller's that happens to lead.
  private List<Outcome<O>> workFor(List<Call<I, O>> group) {
    List<I> items = group.stream().map(call -> call.item).toList();
    return items.size() == 1 ? work.of(items) : LogContext.forNobody(() -> work.of(items));
  }

  /** One piece of work for several callers, all or nothing where it throws. */
  @FunctionalInterface
  interface Work<I, O> {
    /** What it came to for each, in their order. */
    List<Outcome<O>> of(List<I> items);
  }

  /** What the work came to for one caller. */
  sealed interface Outcome<O> {
    record Done<O>(O result) implements Outcome<O> {}

    record Failed<O>(Throwable cause) implements Outcome<O> {}
  }

  private static final class Call<I, O> {
    private final I item;
    private final Thread caller = Thread.currentThread();
    private volatile @Nullable Outcome<O> outcome;
    private volatile boolean alone;

    Call(I item) {
      this.item = item;
    }

    void end(Outcome<O> result) {
      outcome = result;
      LockSupport.unpark(caller);
    }

    void goAlone() {
      alone = true;
      LockSupport.unpark(caller);
    }

    O result() {
      return switch (Objects.requireNonNull(outcome)) {
        case Outcome.Done<O> done -> done.result();
        case Outcome.Failed<O> failed -> throw unchecked(failed.cause());
      };
    }

    private static RuntimeException unchecked(Throwable cause) {
      if (cause instanceof Error error) {
        throw error;
      }
      return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }
  }
}
