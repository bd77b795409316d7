package io.atelier.provider.suno;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ExchangeGuard;
import io.atelier.provider.remote.RemoteCall;
import io.atelier.provider.remote.RestClients;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.function.Supplier;

/** The guarded exchanges with the provider. Thread-safe. */
final class SunoCalls implements AutoCloseable {
  private final SunoApi api;
  private final SunoSettings settings;
  private final ExchangeGuard guard;
  private final Clock clock;

  SunoCalls(SunoSettings settings, ExchangeGuard guard, Clock clock) {
    this.settings = settings;
    this.guard = guard;
    this.clock = clock;
    this.api = RestClients.build(SunoApi.class, settings.remote());
  }

  /** The one call that costs money; made once. */
  Answer generate(String body) {
    return guard.create(() -> answer(() -> api.generate(body)));
  }

  Answer record(String task) {
    return guard.ask(() -> answer(() -> api.recordInfo(task)));
  }

  Answer credit() {
    return guard.ask(() -> answer(() -> settings.host().credit(api)));
  }

  private Answer answer(Supplier<Response> call) {
    return RemoteCall.answer(call, settings.remote().readTimeout().multipliedBy(2), clock);
  }

  @Override
  public void close() {
    api.close();
  }
}
