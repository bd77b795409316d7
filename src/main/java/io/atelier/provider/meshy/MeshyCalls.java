package io.atelier.provider.meshy;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ExchangeGuard;
import io.atelier.provider.remote.RemoteCall;
import io.atelier.provider.remote.RemoteSettings;
import io.atelier.provider.remote.RestClients;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.function.Supplier;

/** The guarded exchanges with the provider. Thread-safe. */
final class MeshyCalls implements AutoCloseable {
  /** The most tasks that a page of a list has. */
  static final int PAGE = 50;

  private static final String NEWEST_FIRST = "-created_at";

  private final MeshyApi api;
  private final ExchangeGuard guard;
  private final RemoteSettings settings;
  private final Clock clock;

  MeshyCalls(RemoteSettings settings, ExchangeGuard guard, Clock clock) {
    this.api = RestClients.build(MeshyApi.class, settings);
    this.guard = guard;
    this.settings = settings;
    this.clock = clock;
  }

  /** The one call that costs money; made once. */
  Answer create(Way way, String body) {
    return guard.create(() -> answer(() -> api.create(way.version(), way.path(), body)));
  }

  Answer task(Way way, String id) {
    return guard.ask(() -> answer(() -> api.task(way.version(), way.path(), id)));
  }

  Answer delete(Way way, String id) {
    return guard.ask(() -> answer(() -> api.delete(way.version(), way.path(), id)));
  }

  /** A page of the list, from 1, the newest first. */
  Answer list(Way way, int page) {
    return guard.ask(
        () -> answer(() -> api.list(way.version(), way.path(), page, PAGE, NEWEST_FIRST)));
  }

  Answer balance() {
    return guard.ask(() -> answer(api::balance));
  }

  private Answer answer(Supplier<Response> call) {
    return RemoteCall.answer(call, settings.readTimeout().multipliedBy(2), clock);
  }

  @Override
  public void close() {
    api.close();
  }
}
