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
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the database says of tenants, for code that must not ask it for every request.
 *
 * <p>Its owner has it read again as {@link RememberedSettings}. Where the database does not answer,
 * its last word stands: nobody can take anything back then. Of whom it has nothing to say is
 * remembered apart, few and not for long: names that strangers make up neither take the place of
 * tenants nor keep the database busy. Bounded; thread-safe.
 *
 * @param <V> what is known of one tenant; every tenant has one, if only an empty one
 */
public final class TenantCache<V> {
  private static final Logger LOG = System.getLogger(TenantCache.class.getName());
  private static final int MOST_TENANTS = 10_000;
  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final int MOST_UNKNOWN = 1_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private final Cache<TenantId, Entry<V>> known =
      Caffeine.newBuilder().maximumSize(MOST_TENANTS).expireAfterAccess(UNUSED).build();
  private final Cache<TenantId, Entry<V>> unknown;
  private final JoinedReadings<TenantId, V> strangers = new JoinedReadings<>(this::load);
  private final Loader<V> loader;
  private final Predicate<V> nothing;
  private final LongSupplier nanos;
  // Answers to older questions are not kept; guarded by this.
  private long outdated;

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
    this.outdated = nanos.getAsLong();
    this.unknown =
        Caffeine.newBuilder()
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
   * What the database says of a tenant now, for those who may have made the tenant's name up: one
   * query at a time answers all of them. The database is asked whatever is known, so that the time
   * an answer takes tells nothing of it.
   *
   * @throws ProblemException {@code UNAVAILABLE} if it does not answer, be the tenant known or not
   */
  public V ask(TenantId tenant) {
    return strangers.ask(tenant).orElseThrow(TenantCache::unavailable);
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
    return entry == null ? reload(tenant) : entry.reading.value();
  }

  /**
   * What the database says of a tenant now.
   *
   * @throws ProblemException {@code UNAVAILABLE} if it does not answer
   */
  public V reload(TenantId tenant) {
    try {
      return Objects.requireNonNull(load(Set.of(tenant)).get(tenant));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "What the database says of a tenant is not known", e);
      throw unavailable();
    }
  }

  private Map<TenantId, V> load(Set<TenantId> tenants) {
    long asked = nanos.getAsLong();
    Map<TenantId, V> values = loader.load(tenants);
    values.forEach((tenant, value) -> keep(tenant, new Reading<>(value, asked)));
    return values;
  }

  // Who asked before, and is answered after, must not take back what is known.
  private synchronized void keep(TenantId tenant, Reading<V> reading) {
    if (reading.nanos() - outdated < 0) {
      return;
    }
    Entry<V> before = entry(tenant);
    if (before != null && before.reading.nanos() - reading.nanos() > 0) {
      return;
    }
    Entry<V> entry = new Entry<>(reading);
    if (nothing.test(reading.value())) {
      known.invalidate(tenant);
      unknown.put(tenant, entry);
    } else {
      known.put(tenant, entry);
      unknown.invalidate(tenant);
    }
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
      return reload(tenant);
    }
    Reading<V> reading = entry.reading;
    if (!isOutdated(reading) && nanos.getAsLong() - reading.nanos() < atMostEvery.toNanos()) {
      return reading.value();
    }
    try {
      return reload(tenant);
    } catch (ProblemException e) {
      return reading.value();
    }
  }

  private synchronized boolean isOutdated(Reading<V> reading) {
    return reading.nanos() - outdated < 0;
  }

  /** Nothing that was said before now counts as said lately. */
  public synchronized void outdate() {
    outdated = nanos.getAsLong();
  }

  /**
   * Asks again for every tenant that is in use: what was said of any before this call is not used
   * after it, nor what is still to be said in answer to a question from before.
   *
   * @throws IllegalStateException if the database does not answer; its last word stands then
   */
  public void refresh() {
    Questions<V> questions = questions();
    if (questions.inUse().isEmpty()) {
      return;
    }
    // Written into the entries: putting them again would count as a use.
    loader
        .load(questions.inUse().keySet())
        .forEach(
            (tenant, value) ->
                Objects.requireNonNull(questions.inUse().get(tenant)).reading =
                    new Reading<>(value, questions.asked()));
  }

  private synchronized Questions<V> questions() {
    outdate();
    unknown.invalidateAll();
    return new Questions<>(outdated, Map.copyOf(known.asMap()));
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

  private record Questions<V>(long asked, Map<TenantId, Entry<V>> inUse) {}
}
