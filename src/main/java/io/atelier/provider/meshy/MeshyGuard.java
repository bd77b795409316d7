package io.atelier.provider.meshy;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ExchangeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Guards single exchanges with the provider. What may cost money is never repeated here; the limits
 * can be set as MicroProfile Fault Tolerance has them set.
 */
@ApplicationScoped
public class MeshyGuard {
  private static final int AT_ONCE = 64;
  private static final long LONGEST_MILLIS = 70_000;
  private static final long PAUSE_MILLIS = 200;
  private static final long PAUSE_JITTER_MILLIS = 100;
  private static final int VOLUME = 20;
  private static final long OPEN_MILLIS = 5_000;

  /** A create. */
  @CircuitBreaker(
      requestVolumeThreshold = VOLUME,
      delay = OPEN_MILLIS,
      failOn = ExchangeException.class)
  @Bulkhead(AT_ONCE)
  @Timeout(LONGEST_MILLIS)
  Answer create(Supplier<Answer> exchange) {
    return exchange.get();
  }

  /** A poll, or another question. */
  @Retry(
      maxRetries = 2,
      delay = PAUSE_MILLIS,
      jitter = PAUSE_JITTER_MILLIS,
      retryOn = ExchangeException.class)
  @CircuitBreaker(
      requestVolumeThreshold = VOLUME,
      delay = OPEN_MILLIS,
      failOn = ExchangeException.class)
  @Bulkhead(AT_ONCE)
  @Timeout(LONGEST_MILLIS)
  Answer ask(Supplier<Answer> exchange) {
    return exchange.get();
  }
}
