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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the database says of tenants, for code that must not ask it for every request.
 *
 * <p>Its owner refreshes it every second, so that what is taken back anywhere is taken back on
 * every node within two. Where the database does not answer, its last word stands: nobody can take
 * anything back then. Of whom it has nothing to say is remembered apart, few and not for long:
 * names that strangers make up neither take the place of tenants nor keep the database busy.
 * Bounded; thread-safe.
 *
 * @param <V> what is known of one tenant; every tenant has one, if only an empty one
 */
public final class TenantCache<V> {
  private static final Logger LOG = System.getLogger(TenantCache.class.getName());
  private static final int MOST_TENANTS = 10_000;
  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final int MOST_UNKNOWN = 1_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  // A fifth of the connections there are.
  private static final int MOST_STRANGERS = 4;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Cache<TenantId, Entry<V>> known =
      Caffeine.newBuilder().maximumSize(MOST_TENANTS).expireAfterAccess(UNUSED).build();
  private final Cache<TenantId, Entry<V>> unknown;
  // Apart from what is known, which is newer by what others do: a stranger could tell by the time
  // that an answer takes whether it comes from there.
  private final Cache<TenantId, Reading<V>> answers;
  private final Semaphore strangers = new Semaphore(MOST_STRANGERS, true);
  private final Loader<V> loader;
  private final Predicate<V> nothing;
  private final LongSupplier nanos;

  /** A cache filled by that query. */
  public TenantCache(Loader<V> loader) {
    this(loader, value -> false);
  }

  /**
   * A cache filled by that query.
   *
   * @param nothing whether a value says that the database does not know the tenant
   */
  public TenantCache(Loader<V> loader, Predicate<V> nothing) {
    this(loader, nothing, System::nanoTime);
  }

  TenantCache(Loader<V> loader, Predicate<V> nothing, LongSupplier nanos) {
    this.loader = loader;
    this.nothing = nothing;
    this.nanos = nanos;
    this.unknown = shortly(nanos);
    this.answers = shortly(nanos);
  }

  private static <T> Cache<TenantId, T> shortly(LongSupplier nanos) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_UNKNOWN)
        .expireAfterWrite(REMEMBERED)
        .ticker(nanos::getAsLong)
        .build();
  }

  /** What is known of a tenant without asking; empty also where nothing is. */
  public Optional<V> known(TenantId tenant) {
    Entry<V> entry = known.getIfPresent(tenant);
    return entry == null ? Optional.empty() : Optional.of(entry.reading.value());
  }

  /**
   * What the database told such as these of a tenant less than that long ago, or says now; for
   * those who may have made the tenant's name up, of whom few are let through at a time. Whether
   * the database is asked depends on nothing but when they asked before, be the tenant known or
   * not.
   *
   * @param atMostEvery up to a second
   * @throws ProblemException {@code UNAVAILABLE} if it does not answer, be the tenant known or not
   */
  public V ask(TenantId tenant, Duration atMostEvery) {
    Reading<V> answer = answers.getIfPresent(tenant);
    if (answer != null && nanos.getAsLong() - answer.nanos() < atMostEvery.toNanos()) {
      return answer.value();
    }
    if (!admitted()) {
      throw unavailable();
    }
    try {
      Reading<V> now = load(tenant);
      answers.put(tenant, now);
      return now.value();
    } finally {
      strangers.release();
    }
  }

  private boolean admitted() {
    try {
      return strangers.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private @Nullable Entry<V> entry(TenantId tenant) {
    Entry<V> entry = known.getIfPresent(tenant);
    return entry == null ? unknown.getIfPresent(tenant) : entry;
  }

  private static ProblemException unavailable() {
    return new ProblemException(ErrorCode.UNAVAILABLE, "Try again in a moment.");
  }

  /**
   * What is known of a tenant; asks the database only for one that was not asked for lately.
   *
   * @throws ProblemException {@code UNAVAILABLE} if nothing is known and the database does not
   *     answer
   */
  public V get(TenantId tenant) {
    Entry<V> entry = entry(tenant);
    return entry == null ? load(tenant).value() : entry.reading.value();
  }

  /**
   * What the database says of a tenant now.
   *
   * @throws ProblemException {@code UNAVAILABLE} if it does not answer
   */
  public V reload(TenantId tenant) {
    answers.invalidate(tenant);
    return load(tenant).value();
  }

  private Reading<V> load(TenantId tenant) {
    long asked = nanos.getAsLong();
    V value;
    try {
      value = Objects.requireNonNull(loader.load(Set.of(tenant)).get(tenant));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "What the database says of a tenant is not known", e);
      throw unavailable();
    }
    Reading<V> reading = new Reading<>(value, asked);
    Entry<V> entry = new Entry<>(reading);
    if (nothing.test(value)) {
      known.invalidate(tenant);
      unknown.put(tenant, entry);
    } else {
      known.put(tenant, entry);
      unknown.invalidate(tenant);
    }
    return reading;
  }

  /**
   * What the database said of a tenant less than that long ago, or says now; where it does not
   * answer, its last word.
   *
   * @throws ProblemException {@code UNAVAILABLE} if it never had one
   */
  public V reload(TenantId tenant, Duration atMostEvery) {
    Entry<V> entry = entry(tenant);
    if (entry == null) {
      return load(tenant).value();
    }
    Reading<V> reading = entry.reading;
    if (nanos.getAsLong() - reading.nanos() < atMostEvery.toNanos()) {
      return reading.value();
    }
    try {
      return load(tenant).value();
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
