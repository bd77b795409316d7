package io.atelier.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What the database says of tenants, for code that must not ask it for every request.
 *
 * <p>Its owner refreshes it every second, so that what is taken back anywhere is taken back on
 * every node within two. Where the database does not answer, its last word stands: nobody can take
 * anything back then. Bounded; thread-safe.
 *
 * @param <V> what is known of one tenant; every tenant has one, if only an empty one
 */
public final class TenantCache<V> {
  private static final Logger LOG = System.getLogger(TenantCache.class.getName());
  private static final int MOST_TENANTS = 10_000;
  private static final Duration UNUSED = Duration.ofMinutes(10);

  private final Cache<TenantId, Entry<V>> known =
      Caffeine.newBuilder().maximumSize(MOST_TENANTS).expireAfterAccess(UNUSED).build();
  private final Loader<V> loader;
  private final LongSupplier nanos;

  /** A cache filled by that query. */
  public TenantCache(Loader<V> loader) {
    this(loader, System::nanoTime);
  }

  TenantCache(Loader<V> loader, LongSupplier nanos) {
    this.loader = loader;
    this.nanos = nanos;
  }

  /**
   * What is known of a tenant; asks the database only for one that was not asked for lately.
   *
   * @throws ProblemException {@code UNAVAILABLE} if nothing is known and the database does not
   *     answer
   */
  public V get(TenantId tenant) {
    Entry<V> entry = known.getIfPresent(tenant);
    return entry == null ? reload(tenant) : entry.reading.value();
  }

  /**
   * What the database says of a tenant now.
   *
   * @throws ProblemException {@code UNAVAILABLE} if it does not answer
   */
  public V reload(TenantId tenant) {
    long asked = nanos.getAsLong();
    V value;
    try {
      value = Objects.requireNonNull(loader.load(Set.of(tenant)).get(tenant));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "What the database says of a tenant is not known", e);
      throw new ProblemException(ErrorCode.UNAVAILABLE, "Try again in a moment.");
    }
    known.put(tenant, new Entry<>(new Reading<>(value, asked)));
    return value;
  }

  /**
   * What the database said of a tenant less than that long ago, or says now; where it does not
   * answer, its last word.
   *
   * @throws ProblemException {@code UNAVAILABLE} if it never had one
   */
  public V reload(TenantId tenant, Duration atMostEvery) {
    Entry<V> entry = known.getIfPresent(tenant);
    if (entry == null) {
      return reload(tenant);
    }
    Reading<V> reading = entry.reading;
    if (nanos.getAsLong() - reading.nanos() < atMostEvery.toNanos()) {
      return reading.value();
    }
    try {
      return reload(tenant);
    } catch (ProblemException e) {
      return reading.value();
    }
  }

  /** Asks again for every tenant that is in use. */
  public void refresh() {
    long asked = nanos.getAsLong();
    // Written into the entries: putting them again would count as a use.
    Map<TenantId, Entry<V>> inUse = Map.copyOf(known.asMap());
    if (inUse.isEmpty()) {
      return;
    }
    try {
      loader
          .load(inUse.keySet())
          .forEach(
              (tenant, value) ->
                  Objects.requireNonNull(inUse.get(tenant)).reading = new Reading<>(value, asked));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "What is known of tenants stays as it was", e);
    }
  }

  /** The query behind a cache. */
  @FunctionalInterface
  public interface Loader<V> {
    /** A value for every one of these tenants, and for no other. */
    Map<TenantId, V> load(Set<TenantId> tenants);
  }

  private static final class Entry<V> {
    private volatile Reading<V> reading;

    Entry(Reading<V> reading) {
      this.reading = reading;
    }
  }

  private record Reading<V>(V value, long nanos) {}
}
