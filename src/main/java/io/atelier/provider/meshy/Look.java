package io.atelier.provider.meshy;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.Workspace;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.Fetched;
import io.atelier.provider.remote.Fields;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.ProviderWords;
import io.atelier.provider.remote.ResultDownload;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look at a task, and at its result once there is one. */
record Look(
    ProviderHandle handle,
    GenerationRequest request,
    Workspace workspace,
    @Nullable Instant deadline,
    MeshySettings settings,
    MeshyCalls calls,
    ResultDownload downloads) {

  ProviderSnapshot snapshot() {
    ProviderSnapshot first = once();
    // A dead address: one more look at the task may give a fresh one.
    return first instanceof Failed failed && failed.failure() == FailureClass.RESULT_EXPIRED
        ? once()
        : first;
  }

  private ProviderSnapshot once() {
    return Outcomes.ofPoll(() -> calls.task(way(), handle.id(), deadline), this::read);
  }

  private Way way() {
    return Way.of(handle, (Model) request);
  }

  private ProviderSnapshot read(Answer answer) {
    if (!answer.isSuccess()) {
      return new Failed(
          Codes.ofPoll(answer),
          String.valueOf(answer.status()),
          shown(answer.body().flatMap(body -> body.text("message")).orElse("")),
          null,
          answer.retryAfter().orElse(null));
    }
    return answer
        .body()
        .map(this::task)
        .orElseGet(
            () -> new Failed(FailureClass.TRANSIENT, "unreadable", "the answer cannot be read"));
  }

  private ProviderSnapshot task(Fields task) {
    return switch (task.text("status").orElse("")) {
      case "SUCCEEDED" -> succeeded(task);
      case "FAILED", "EXPIRED" -> failed(task);
      case "CANCELED" ->
          new Failed(
              FailureClass.GENERATION_FAILED, "canceled", "it was cancelled there", charged(task));
      // One that nobody knows is still running, until the deadline.
      default -> new ProviderSnapshot.Running(handle);
    };
  }

  private Failed failed(Fields task) {
    Optional<Fields> error = task.object("task_error");
    FailureClass failure =
        error.map(e -> Codes.ofTask(e, way())).orElse(FailureClass.GENERATION_FAILED);
    return new Failed(
        failure,
        error
            .flatMap(e -> e.text("code", "type"))
            .map(code -> ProviderWords.code(code, settings.remote().key()))
            .orElse(null),
        shown(error.flatMap(e -> e.text("message")).orElse("")),
        charged(task),
        null,
        // It was the provider's bad moment, and stays failed: another may not be.
        failure.passes());
  }

  // What failed is given back, and then says 0.
  private @Nullable ProviderCost charged(Fields task) {
    return reported(task).orElse(null);
  }

  private ProviderCost cost(Fields task) {
    return reported(task).orElseGet(() -> settings.computed(way()));
  }

  private Optional<ProviderCost> reported(Fields task) {
    return task.number("consumed_credits")
        .filter(credits -> credits.signum() >= 0)
        .map(settings::reported);
  }

  private ProviderSnapshot succeeded(Fields task) {
    ProviderCost cost = cost(task);
    if (way() == Way.PREVIEW) {
      return new ProviderSnapshot.NextStage(handle.id(), cost, settings.estimate(Way.REFINE));
    }
    Optional<String> url = task.object("model_urls").flatMap(urls -> urls.text("glb"));
    if (url.isEmpty()) {
      return new Failed(
          FailureClass.INVALID_OUTPUT, "no_url", "it succeeded without a result", cost);
    }
    return switch (downloads.fetch(url.get(), workspace, settings.remote())) {
      case Fetched.Whole whole -> new ProviderSnapshot.Succeeded(whole.file(), cost);
      case Fetched.Later later -> new ProviderSnapshot.Ready(handle, later.reason());
      case Fetched.Never never -> never.failed(cost);
    };
  }

  private String shown(String words) {
    return ProviderWords.shown(words, settings.remote().key());
  }
}
