package io.atelier.provider.nanobanana;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.MadeFile;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.ProviderSnapshot.Succeeded;
import io.atelier.provider.Workspace;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.Fetched;
import io.atelier.provider.remote.Fields;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.PriceBook;
import io.atelier.provider.remote.ProviderWords;
import io.atelier.provider.remote.ResultDownload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look at a task, and at its result once there is one. */
record Look(
    ProviderHandle handle,
    GenerationRequest request,
    Workspace workspace,
    @Nullable Instant deadline,
    Recipe recipe,
    PriceBook prices,
    NanoBananaSettings settings,
    NanoBananaCalls calls,
    ResultDownload downloads) {

  ProviderSnapshot snapshot() {
    ProviderSnapshot first = once();
    // A dead address: one more look at the task may give another.
    return first instanceof Failed failed && failed.failure() == FailureClass.RESULT_EXPIRED
        ? once()
        : first;
  }

  private ProviderSnapshot once() {
    return Outcomes.ofPoll(
        () -> calls.record(handle.id(), deadline), answer -> read(new Envelope(answer)));
  }

  private ProviderSnapshot read(Envelope answer) {
    if (!answer.isOk()) {
      return new Failed(
          settings.codes().ofPoll(answer),
          code(answer.code()),
          shown(answer.message()),
          null,
          answer.answer().retryAfter().orElse(null));
    }
    return answer
        .data()
        .map(this::task)
        .orElseGet(
            () -> new Failed(FailureClass.NOT_FOUND, "200", "the provider has no such task yet"));
  }

  private ProviderSnapshot task(Fields task) {
    return switch (task.text("state").orElse("")) {
      case "success" -> succeeded(task);
      case "fail" -> failed(task);
      // One that nobody knows is still running, until the deadline.
      default -> new ProviderSnapshot.Running(handle);
    };
  }

  private Failed failed(Fields task) {
    TaskState state = new TaskState(handle.state());
    String code = task.text("failCode").orElse("");
    String words = task.text("failMsg").orElse("");
    Creation creation =
        state.isKeyFrame() && request instanceof Video video
            ? recipe.keyFrame(video)
            : recipe.creation(request, null);
    return new Failed(
        settings.codes().ofTask(code, words, state),
        code(code),
        shown(words),
        settings.refunds().charged(code, creation.estimate(prices)),
        null,
        Codes.mayPassWithNewUpload(code));
  }

  private ProviderSnapshot succeeded(Fields task) {
    TaskState state = new TaskState(handle.state());
    Optional<String> url =
        task.object("resultJson")
            .flatMap(result -> result.texts("resultUrls").stream().findFirst());
    if (state.isKeyFrame() && request instanceof Video video) {
      Creation frame = recipe.keyFrame(video);
      return url.<ProviderSnapshot>map(
              address ->
                  new ProviderSnapshot.NextStage(
                      address,
                      frame.cost(prices),
                      recipe.creation(request, address).estimate(prices)))
          .orElseGet(() -> noResult(frame.cost(prices)));
    }
    ProviderCost cost = recipe.creation(request, null).cost(prices);
    return url.map(address -> fetched(address, state.frame(), cost))
        .orElseGet(() -> noResult(cost));
  }

  private ProviderSnapshot fetched(String url, String frame, ProviderCost cost) {
    return switch (new Results(settings, calls, downloads).fetch(url, workspace)) {
      case Fetched.Whole whole -> made(MadeFile.main(whole.file()), frame, cost);
      case Fetched.Later later -> new ProviderSnapshot.Ready(handle, later.reason());
      case Fetched.Never never -> never.failed(cost);
    };
  }

  private Succeeded made(MadeFile film, String frame, ProviderCost cost) {
    if (frame.isEmpty()) {
      return new Succeeded(List.of(film), cost);
    }
    return downloads
        .fetchExtra(frame, workspace, settings.remote())
        .map(key -> new MadeFile(key, MadeFile.Part.KEY_FRAME))
        .map(key -> new Succeeded(List.of(film, key), cost))
        .orElseGet(() -> new Succeeded(List.of(film), cost, Set.of(MadeFile.Part.KEY_FRAME)));
  }

  private static Failed noResult(ProviderCost cost) {
    return new Failed(FailureClass.INVALID_OUTPUT, "no_url", "it succeeded without a result", cost);
  }

  private String code(String code) {
    return ProviderWords.code(code, settings.remote().key());
  }

  private String shown(String words) {
    return ProviderWords.shown(words, settings.remote().key());
  }
}
