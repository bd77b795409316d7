package io.atelier.provider.nanobanana;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.RemoteCall;
import io.atelier.provider.remote.RemoteSettings;
import io.atelier.provider.remote.RestClients;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.function.Supplier;

/** The guarded exchanges with the provider. Thread-safe. */
final class NanoBananaCalls implements AutoCloseable {
  private final JobsApi jobs;
  private final UploadApi uploads;
  private final NanoBananaGuard guard;
  private final RemoteSettings settings;
  private final Clock clock;

  NanoBananaCalls(NanoBananaSettings settings, NanoBananaGuard guard, Clock clock) {
    this.settings = settings.remote();
    this.guard = guard;
    this.clock = clock;
    this.jobs = RestClients.build(JobsApi.class, this.settings);
    this.uploads = RestClients.build(UploadApi.class, settings.uploads(), this.settings);
  }

  /** The one call that costs money; made once. */
  Answer create(String body) {
    return guard.create(() -> answer(() -> jobs.createTask(body)));
  }

  Answer record(String task) {
    return guard.ask(() -> answer(() -> jobs.recordInfo(task)));
  }

  /** Another address of a result, which is good for some minutes. */
  Answer downloadUrl(String body) {
    return guard.ask(() -> answer(() -> jobs.downloadUrl(body)));
  }

  Answer credit() {
    return guard.ask(() -> answer(jobs::credit));
  }

  Answer upload(String body) {
    return guard.upload(() -> answer(() -> uploads.upload(body)));
  }

  private Answer answer(Supplier<Response> call) {
    return RemoteCall.answer(call, settings.readTimeout().multipliedBy(2), clock);
  }

  @Override
  public void close() {
    jobs.close();
    uploads.close();
  }
}
