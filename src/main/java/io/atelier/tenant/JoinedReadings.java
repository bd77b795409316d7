package io.atelier.tenant;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a query says now, one query at a time however many ask: whoever comes while one is on its
 * way joins all others who came meanwhile, in the next.
 *
 * <p>So an answer is never older than its question, and whoever makes questions up keeps one
 * connection busy at most. Few wait, and none for long: a database that hangs takes no more threads
 * than that. Thread-safe.
 *
 * @param <K> what is asked about
 * @param <V> what is said of each
 */
public final class JoinedReadings<K, V> {
  private static final Logger LOG = System.getLogger(JoinedReadings.class.getName());

  static final int MOST_ASKING = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Function<Set<K>, Map<K, V>> query;
  private final Duration patience;
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  private final ReentrantLock turn = new ReentrantLock(true);
  private Round<K, V> next = new Round<>();

  /** The answers of that query, which gives one for every key. */
  public JoinedReadings(Function<Set<K>, Map<K, V>> query) {
    this(query, PATIENCE);
  }

  JoinedReadings(Function<Set<K>, Map<K, V>> query, Duration patience) {
    this.query = query;
    this.patience = patience;
  }

  /** What a query that began after this call says; empty if none did in time, or it failed. */
  public Optional<V> ask(K key) {
    if (!asking.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return joined(key);
    } finally {
      asking.release();
    }
  }

  private Optional<V> joined(K key) {
    Round<K, V> round = join(key);
    if (!myTurn()) {
      return Optional.empty();
    }
    try {
      // The first whose turn it is asks for all who joined; they find it answered on theirs.
      if (!round.over) {
        begin();
        round.read(query);
      }
    } finally {
      turn.unlock();
    }
    return Optional.ofNullable(round.answers).map(said -> Objects.requireNonNull(said.get(key)));
  }

  int waiting() {
    return turn.getQueueLength();
  }

  private synchronized Round<K, V> join(K key) {
    next.keys.add(key);
    return next;
  }

  private synchronized void begin() {
    next = new Round<>();
  }

  private boolean myTurn() {
    try {
      return turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Those who are answered by one query; all but the keys is of whoever has the turn. */
  private static final class Round<K, V> {
    private final Set<K> keys = new HashSet<>();
    private boolean over;
    private @Nullable Map<K, V> answers;

    void read(Function<Set<K>, Map<K, V>> query) {
      try {
        answers = query.apply(keys);
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "The database does not say", e);
      } finally {
        over = true;
      }
    }
  }
}
