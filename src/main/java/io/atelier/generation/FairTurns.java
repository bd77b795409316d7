package io.atelier.generation;

import io.atelier.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Whose turn it is at a provider's account that all tenants share: the tenant's with the fewest
 * tasks there, and among its queues each in turn.
 */
final class FairTurns {
  private final Map<TenantId, Turn> turns = new HashMap<>();
  private final PriorityQueue<Turn> order =
      new PriorityQueue<>(
          Comparator.comparingInt((Turn turn) -> turn.running)
              .thenComparingInt(turn -> turn.place));

  /**
   * Turns for those queues.
   *
   * @param waiting in the order that counts among tenants with the same number of tasks
   * @param running how many tasks each tenant has at the provider
   */
  FairTurns(List<WaitingQueue> waiting, Map<TenantId, Integer> running) {
    for (WaitingQueue queue : waiting) {
      TenantId tenant = queue.key().tenant();
      turns
          .computeIfAbsent(tenant, t -> new Turn(running.getOrDefault(tenant, 0), turns.size()))
          .queues
          .add(queue.key());
    }
    order.addAll(turns.values());
  }

  /** The queue whose turn it is; empty when no queue has anything to admit. */
  Optional<QueueKey> next() {
    Turn turn = order.peek();
    return turn == null ? Optional.empty() : Optional.of(turn.queues.getFirst());
  }

  /** The next turns, how many of each queue; as if each queue had that many to admit. */
  Map<QueueKey, Integer> give(int most) {
    Map<QueueKey, Integer> given = new LinkedHashMap<>();
    for (int i = 0; i < most; i++) {
      Optional<QueueKey> next = next();
      if (next.isEmpty()) {
        break;
      }
      given.merge(next.get(), 1, Integer::sum);
      took(next.get(), true);
    }
    return given;
  }

  /** What came of turns that were given: a queue that did not use all of its own has no more. */
  void took(Map<QueueKey, Integer> given, List<QueueKey> admitted) {
    given.forEach(
        (queue, turns) -> {
          int unused = turns - Collections.frequency(admitted, queue);
          if (unused > 0) {
            giveBack(queue, unused);
          }
        });
  }

  private void giveBack(QueueKey queue, int unused) {
    Turn turn = turn(queue);
    order.remove(turn);
    turn.running -= unused;
    turn.queues.remove(queue);
    if (!turn.queues.isEmpty()) {
      order.add(turn);
    }
  }

  private Turn turn(QueueKey queue) {
    Turn turn = turns.get(queue.tenant());
    if (turn == null) {
      throw new IllegalArgumentException("no turn of " + queue);
    }
    return turn;
  }

  /** The queue whose turn it was had a job admitted, or had none that could be. */
  void took(QueueKey queue, boolean admitted) {
    Turn turn = turn(queue);
    order.remove(turn);
    turn.queues.remove(queue);
    if (admitted) {
      turn.running++;
      turn.queues.addLast(queue);
    }
    if (!turn.queues.isEmpty()) {
      order.add(turn);
    }
  }

  private static final class Turn {
    private final Deque<QueueKey> queues = new ArrayDeque<>();
    private final int place;
    private int running;

    Turn(int running, int place) {
      this.running = running;
      this.place = place;
    }
  }
}
