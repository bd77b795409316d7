package io.atelier.provider.meshy;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ExchangeGuard;
import io.atelier.provider.remote.RemoteClient;
import io.atelier.provider.remote.RemoteSettings;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The guarded exchanges with the provider. Thread-safe. */
final class MeshyCalls implements AutoCloseable {
  /** The most tasks that a page of a list has. */
  static final int PAGE = 50;

  private static final String NEWEST_FIRST = "-created_at";

  private final RemoteClient<MeshyApi> api;
  private final ExchangeGuard guard;

  MeshyCalls(RemoteSettings settings, ExchangeGuard guard, Clock clock) {
    this.api = new RemoteClient<>(MeshyApi.class, settings, clock);
    this.guard = guard;
  }

  /** The one call that costs money; made once. */
  Answer create(Way way, String body) {
    return guard.create(api.exchange(meshy -> meshy.create(way.version(), way.path(), body)));
  }

  Answer task(Way way, String id, @Nullable Instant deadline) {
    return guard.ask(api.question(meshy -> meshy.task(way.version(), way.path(), id), deadline));
  }

  Answer delete(Way way, String id) {
    return guard.ask(api.exchange(meshy -> meshy.delete(way.version(), way.path(), id)));
  }

  /** A page of the list, from 1, the newest first. */
  Answer list(Way way, int page, @Nullable Instant deadline) {
    return guard.ask(
        api.question(
            meshy -> meshy.list(way.version(), way.path(), page, PAGE, NEWEST_FIRST), deadline));
  }

  Answer balance() {
    return guard.ask(api.exchange(MeshyApi::balance));
  }

  @Override
  public void close() {
    api.close();
  }
}
