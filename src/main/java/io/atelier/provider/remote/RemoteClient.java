package io.atelier.provider.remote;

import io.atelier.provider.CallCount;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks at one of a provider's addresses. A question that a job's deadline is for is given what is
 * left of its time, or a moment if that is over: the job's last one. Thread-safe.
 *
 * @param <T> the provider's API
 */
public final class RemoteClient<T extends AutoCloseable> implements AutoCloseable {
  /** A question is worth so much, however late. */
  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  private final T patient;
  private final T hurried;
  private final RemoteSettings settings;
  private final Duration moment;
  private final Clock clock;

  RemoteClient(Class<T> api, URI address, RemoteSettings settings, Duration moment, Clock clock) {
    this.settings = settings;
    this.moment = moment;
    this.clock = clock;
    this.patient = RestClients.build(api, address, settings, settings.readTimeout());
    // A client has one patience for all that it asks.
    this.hurried = RestClients.build(api, address, settings, moment);
  }

  /** The one of that address. */
  public RemoteClient(Class<T> api, URI address, RemoteSettings settings, Clock clock) {
    this(api, address, settings, shorter(A_MOMENT, settings.readTimeout()), clock);
  }

  /** The one of the provider's own address. */
  public RemoteClient(Class<T> api, RemoteSettings settings, Clock clock) {
    this(api, settings.baseUrl(), settings, clock);
  }

  /** An exchange that nobody's deadline is for. */
  public Supplier<Answer> exchange(Function<T, Response> call) {
    return () -> answer(patient, call, settings.wholeTimeout());
  }

  /**
   * A question.
   *
   * @param deadline when its job gives it up; null where nobody waits for it
   */
  public Supplier<Answer> question(Function<T, Response> call, @Nullable Instant deadline) {
    return deadline == null ? exchange(call) : () -> answerInTime(call, deadline);
  }

  private Answer answerInTime(Function<T, Response> call, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    Duration limit = shorter(left.compareTo(moment) < 0 ? moment : left, settings.wholeTimeout());
    boolean late = left.compareTo(settings.connectTimeout().plus(settings.readTimeout())) < 0;
    try {
      return answer(late ? hurried : patient, call, limit);
    } catch (ExchangeException e) {
      throw clock.instant().isBefore(deadline) ? e : e.last();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Answer answer(T api, Function<T, Response> call, Duration limit) {
    CallCount.one();
    return RemoteCall.answer(() -> call.apply(api), limit, clock);
  }

  @Override
  public void close() {
    try {
      patient.close();
      hurried.close();
    } catch (Exception e) {
      throw new IllegalStateException("a client of " + settings.provider() + " stays open", e);
    }
  }
}
