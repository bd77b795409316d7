package io.atelier.tenant;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one query said of all tenants lately, for code that must not ask it for every request.
 *
 * <p>It is read anew by one of those who find it a second old, while the others go on with what it
 * said. Nobody waits for anybody: who asks may hold a connection, which the one who reads may wait
 * for. What is two seconds old is not used any more; then each reads it. Thread-safe.
 */
public final class RecentReading<V> {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration USABLE = Duration.ofSeconds(2);

  private final Supplier<V> query;
  private final LongSupplier nanos;
  private final ReentrantLock reading = new ReentrantLock();
  private final AtomicReference<@Nullable Said<V>> last = new AtomicReference<>();

  /** What that query says. */
  public RecentReading(Supplier<V> query) {
    this(query, System::nanoTime);
  }

  RecentReading(Supplier<V> query, LongSupplier nanos) {
    this.query = query;
    this.nanos = nanos;
  }

  /** What it said, less than two seconds ago. */
  public V get() {
    Said<V> said = last.get();
    if (said == null || isOlder(said, USABLE)) {
      return read();
    }
    if (!isOlder(said, FRESH) || !reading.tryLock()) {
      return said.value();
    }
    try {
      return read();
    } finally {
      reading.unlock();
    }
  }

  /** What it says now. */
  public V read() {
    long asked = nanos.getAsLong();
    Said<V> now = new Said<>(query.get(), asked);
    // Who asked before, and is answered after, must not take back what is known.
    last.accumulateAndGet(
        now, (known, given) -> known == null || known.nanos() - asked <= 0 ? given : known);
    return now.value();
  }

  private boolean isOlder(Said<V> said, Duration age) {
    return nanos.getAsLong() - said.nanos() >= age.toNanos();
  }

  private record Said<V>(V value, long nanos) {}
}
