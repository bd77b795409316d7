package io.atelier.provider;

import org.jspecify.annotations.Nullable;

/**
 * How many calls an adapter makes at its provider for whoever asks it something: an account takes
 * so many in a span of time, and a look may take several. Of the thread that began to count, which
 * is the one that adapters make their calls in.
 */
public final class CallCount implements AutoCloseable {
  private static final ThreadLocal<@Nullable CallCount> CURRENT = new ThreadLocal<>();

  private final @Nullable CallCount outer;
  private int calls;

  private CallCount() {
    outer = CURRENT.get();
  }

  /** Counts from now on, until it is closed. */
  public static CallCount begin() {
    CallCount count = new CallCount();
    CURRENT.set(count);
    return count;
  }

  /** A call is about to be made with the account's key; said by adapters, of each. */
  public static void one() {
    CallCount count = CURRENT.get();
    if (count != null) {
      count.calls++;
    }
  }

  /** How many there were. */
  public int calls() {
    return calls;
  }

  @Override
  public void close() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
