package io.atelier.provider.nanobanana;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.MadeFile;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.Workspace;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.Fetched;
import io.atelier.provider.remote.Fields;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.PriceBook;
import io.atelier.provider.remote.ProviderWords;
import io.atelier.provider.remote.ResultDownload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One look at a task, and at its result once there is one. */
record Look(
    ProviderHandle handle,
    GenerationRequest request,
    Workspace workspace,
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
    return Outcomes.ofPoll(() -> calls.record(handle.id()), answer -> read(new Envelope(answer)));
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
      case Fetched.Whole whole -> {
        List<MadeFile> files = new ArrayList<>();
        files.add(MadeFile.main(whole.file()));
        // Kept where it can still be had; the film does not wait for it.
        if (!frame.isEmpty()
            && downloads.fetch(frame, workspace, settings.remote()) instanceof Fetched.Whole key) {
          files.add(new MadeFile(key.file(), MadeFile.Part.KEY_FRAME));
        }
        yield new ProviderSnapshot.Succeeded(files, cost);
      }
      case Fetched.Later later -> new ProviderSnapshot.Ready(handle, later.reason());
      case Fetched.Gone gone ->
          new Failed(
              FailureClass.RESULT_EXPIRED,
              "http_" + gone.status(),
              "the result's address is dead",
              cost);
      case Fetched.Wrong wrong ->
          new Failed(FailureClass.INVALID_OUTPUT, "no_result", wrong.reason(), cost);
    };
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
