package io.atelier.provider.suno;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ExchangeGuard;
import io.atelier.provider.remote.RemoteClient;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The guarded exchanges with the provider. Thread-safe. */
final class SunoCalls implements AutoCloseable {
  private final RemoteClient<SunoApi> api;
  private final SunoSettings settings;
  private final ExchangeGuard guard;

  SunoCalls(SunoSettings settings, ExchangeGuard guard, Clock clock) {
    this.settings = settings;
    this.guard = guard;
    this.api = new RemoteClient<>(SunoApi.class, settings.remote(), clock);
  }

  /** The one call that costs money; made once. */
  Answer generate(String body) {
    return guard.create(api.exchange(suno -> suno.generate(body)));
  }

  Answer record(String task, @Nullable Instant deadline) {
    return guard.ask(api.question(suno -> suno.recordInfo(task), deadline));
  }

  Answer credit() {
    return guard.ask(api.exchange(settings.host()::credit));
  }

  @Override
  public void close() {
    api.close();
  }
}
