package io.atelier.provider.nanobanana;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ExchangeException;
import io.atelier.provider.remote.ExchangeGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Guards the exchanges with the jobs API and its upload host. */
@ApplicationScoped
public class NanoBananaGuard implements ExchangeGuard {
  @Override
  @CircuitBreaker(
      requestVolumeThreshold = VOLUME,
      delay = OPEN_MILLIS,
      failOn = ExchangeException.class)
  @Bulkhead(AT_ONCE)
  @Timeout(LONGEST_MILLIS)
  public Answer create(Supplier<Answer> exchange) {
    return exchange.get();
  }

  @Override
  @Retry(
      maxRetries = REPETITIONS,
      delay = PAUSE_MILLIS,
      jitter = JITTER_MILLIS,
      retryOn = ExchangeException.class,
      abortOn = ExchangeException.Last.class)
  @CircuitBreaker(
      requestVolumeThreshold = VOLUME,
      delay = OPEN_MILLIS,
      failOn = ExchangeException.class)
  @Bulkhead(AT_ONCE)
  @Timeout(LONGEST_MILLIS)
  public Answer ask(Supplier<Answer> exchange) {
    return exchange.get();
  }

  /** An upload, which costs nothing. */
  @Retry(
      maxRetries = REPETITIONS,
      delay = PAUSE_MILLIS,
      jitter = JITTER_MILLIS,
      retryOn = ExchangeException.class)
  @CircuitBreaker(
      requestVolumeThreshold = VOLUME,
      delay = OPEN_MILLIS,
      failOn = ExchangeException.class)
  @Bulkhead(AT_ONCE)
  @Timeout(LONGEST_MILLIS)
  Answer upload(Supplier<Answer> exchange) {
    return exchange.get();
  }
}
