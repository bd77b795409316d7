package io.atelier.provider.remote;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** What an exchange that came to no answer means, for a create and for what may be repeated. */
public final class Outcomes {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private Outcomes() {}

  /** A create: only where nothing can have been accepted it has failed. */
  public static ProviderSnapshot ofCreate(
      Supplier<Answer> exchange, Function<Answer, ProviderSnapshot> meaning) {
    try {
      return meaning.apply(exchange.get());
    } catch (ExchangeException e) {
      return e.kind() == ExchangeException.Kind.NOT_SENT
          ? failed(e)
          : new ProviderSnapshot.Unknown(String.valueOf(e.getMessage()));
    } catch (CircuitBreakerOpenException e) {
      return circuitOpen();
    } catch (BulkheadException e) {
      return busy();
    } catch (TimeoutException e) {
      return new ProviderSnapshot.Unknown("no whole answer in time");
    }
  }

  /** A poll: it is simply asked again. */
  public static ProviderSnapshot ofPoll(
      Supplier<Answer> exchange, Function<Answer, ProviderSnapshot> meaning) {
    return of(exchange, meaning, failed -> failed);
  }

  /** Whatever else costs nothing. */
  public static <T> T of(
      Supplier<Answer> exchange, Function<Answer, T> meaning, Function<Failed, T> none) {
    try {
      return meaning.apply(exchange.get());
    } catch (ExchangeException e) {
      return none.apply(failed(e));
    } catch (CircuitBreakerOpenException e) {
      return none.apply(circuitOpen());
    } catch (BulkheadException e) {
      return none.apply(busy());
    } catch (TimeoutException e) {
      return none.apply(new Failed(FailureClass.TRANSIENT, "lost", "no whole answer in time"));
    }
  }

  private static Failed failed(ExchangeException e) {
    return new Failed(
        FailureClass.TRANSIENT,
        e.kind().code(),
        String.valueOf(e.getMessage()),
        null,
        e.retryAfter());
  }

  private static Failed circuitOpen() {
    return new Failed(
        FailureClass.TRANSIENT, Failed.CIRCUIT_OPEN, "the provider does not answer at the moment");
  }

  private static Failed busy() {
    return new Failed(
        FailureClass.QUEUE_FULL,
        Failed.BUSY,
        "too many exchanges at once on this node",
        null,
        A_MOMENT);
  }
}
