package io.atelier.generation;

import io.atelier.provider.CallCount;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Counts every call of an exchange against the rate of its provider's account. Some were counted
 * when it was let begin; what it takes besides, as the pages of a list or a repetition, is owed by
 * the account then, so that whatever comes next waits for it.
 */
@Dependent
class CallCharges {
  private static final Logger LOG = System.getLogger(CallCharges.class.getName());

  private final ProviderAccounts accounts;

  @Inject
  CallCharges(ProviderAccounts accounts) {
    this.accounts = accounts;
  }

  /** Counts the calls of this thread until it is closed. */
  Counting begin(String provider) {
    return new Counting(provider, CallCount.begin());
  }

  // It is over, and what came of it is on record: that stays so, whatever becomes of this.
  private void owe(String provider, int calls) {
    try {
      accounts.owe(provider, calls);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, calls + " calls of " + provider + " could not be counted", e);
    }
  }

  /** An exchange whose calls are counted. */
  final class Counting implements AutoCloseable {
    private final String provider;
    private final CallCount count;
    private int before;

    private Counting(String provider, CallCount count) {
      this.provider = provider;
      this.count = count;
    }

    /** That many of them were counted before. */
    void counted(int calls) {
      before += calls;
    }

    @Override
    public void close() {
      count.close();
      int besides = count.calls() - before;
      if (besides > 0) {
        owe(provider, besides);
      }
    }
  }
}
