package io.atelier.provider.nanobanana;

import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.RemoteClient;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The guarded exchanges with the provider. Thread-safe. */
final class NanoBananaCalls implements AutoCloseable {
  private final RemoteClient<JobsApi> jobs;
  private final RemoteClient<UploadApi> uploads;
  private final NanoBananaGuard guard;

  NanoBananaCalls(NanoBananaSettings settings, NanoBananaGuard guard, Clock clock) {
    this.guard = guard;
    this.jobs = new RemoteClient<>(JobsApi.class, settings.remote(), clock);
    this.uploads =
        new RemoteClient<>(UploadApi.class, settings.uploads(), settings.remote(), clock);
  }

  /** The one call that costs money; made once. */
  Answer create(String body) {
    return guard.create(jobs.exchange(api -> api.createTask(body)));
  }

  Answer record(String task, @Nullable Instant deadline) {
    return guard.ask(jobs.question(api -> api.recordInfo(task), deadline));
  }

  /** Another address of a result, which is good for some minutes. */
  Answer downloadUrl(String body) {
    return guard.ask(jobs.exchange(api -> api.downloadUrl(body)));
  }

  Answer credit() {
    return guard.ask(jobs.exchange(JobsApi::credit));
  }

  Answer upload(String body) {
    return guard.upload(uploads.exchange(api -> api.upload(body)));
  }

  @Override
  public void close() {
    jobs.close();
    uploads.close();
  }
}
