package io.atelier.event;

import io.atelier.tenant.Tenants;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Delivers what is due, to each webhook a few at a time, on threads that only wait: one whose
 * receiver is dead delays nobody else's.
 */
@ApplicationScoped
class WebhookWorker {
  private static final Logger LOG = System.getLogger(WebhookWorker.class.getName());

  /** Attempts of one node together. */
  private static final int MOST = 1_000;

  /** Of all connections to the database, so many are used at a time. */
  private static final int CONNECTIONS = 4;

  @Inject WebhookFanOut fanOut;
  @Inject DeliveryQueue queue;
  @Inject WebhookSender sender;
  @Inject WebhookSettings settings;
  @Inject Tenants tenants;

  @Resource(lookup = EventTimer.STREAMS)
  ManagedExecutorService threads;

  private final Map<UUID, Integer> lanes = new ConcurrentHashMap<>();
  private final Semaphore free = new Semaphore(MOST);
  private final Semaphore connections = new Semaphore(CONNECTIONS, true);

  /** Looks for what is new and for what is due. */
  void tick() {
    while (fanOut.next()) {}
    for (DeliveryQueue.Waiting waiting : queue.waiting()) {
      // What waits for a closed tenant goes out when it is opened.
      if (!tenants.isClosed(waiting.tenant())) {
        for (int i = lanes.getOrDefault(waiting.webhook(), 0); i < waiting.most(); i++) {
          open(waiting.webhook());
        }
      }
    }
  }

  private void open(UUID webhook) {
    if (!free.tryAcquire()) {
      return;
    }
    lanes.merge(webhook, 1, Integer::sum);
    try {
      threads.execute(() -> drive(webhook));
    } catch (RuntimeException e) {
      close(webhook);
      throw e;
    }
  }

  private void drive(UUID webhook) {
    try {
      while (deliver(webhook)) {}
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A delivery is made again later", e);
    } finally {
      close(webhook);
    }
  }

  private void close(UUID webhook) {
    lanes.computeIfPresent(webhook, (id, count) -> count == 1 ? null : count - 1);
    free.release();
  }

  /** One attempt; false if none is due, or the last one says that more would be in vain. */
  boolean deliver(UUID webhook) {
    Optional<Delivery> taken = connected(() -> queue.take(webhook));
    if (taken.isEmpty()) {
      return false;
    }
    DeliveryOutcome outcome = sender.send(taken.get());
    connected(
        () -> {
          queue.record(taken.get(), outcome);
          return true;
        });
    return outcome.isSuccess();
  }

  private <T> T connected(Supplier<T> transaction) {
    connections.acquireUninterruptibly();
    try {
      return transaction.get();
    } finally {
      connections.release();
    }
  }
}
