package io.atelier.provider.suno;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.MadeFile;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.ProviderSnapshot.Running;
import io.atelier.provider.ProviderSnapshot.Succeeded;
import io.atelier.provider.Workspace;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.Fetched;
import io.atelier.provider.remote.Fields;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.ProviderWords;
import io.atelier.provider.remote.ResultDownload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look at a task, and at its tracks once there are some. */
record SunoLook(
    ProviderHandle handle,
    Music music,
    Workspace workspace,
    @Nullable Instant deadline,
    SunoSettings settings,
    ProviderCost cost,
    SunoCalls calls,
    ResultDownload downloads,
    Instant now) {
  /** As many are made of one create. */
  private static final int TRACKS = 2;

  ProviderSnapshot snapshot() {
    ProviderSnapshot first = once(false);
    // A dead address: one more look at the task may give a fresh one.
    return first instanceof Failed failed && failed.failure() == FailureClass.RESULT_EXPIRED
        ? once(true)
        : first;
  }

  private ProviderSnapshot once(boolean again) {
    return Outcomes.ofPoll(
        () -> calls.record(handle.id(), deadline), answer -> read(new Envelope(answer), again));
  }

  private ProviderSnapshot read(Envelope answer, boolean again) {
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
        .map(task -> task(task, again))
        .orElseGet(
            () -> new Failed(FailureClass.NOT_FOUND, "200", "the provider has no such task yet"));
  }

  private ProviderSnapshot task(Fields task, boolean again) {
    List<SunoTrack> tracks = SunoTrack.finished(task, music.durationSeconds());
    return switch (task.text("status").orElse("")) {
      case "SUCCESS" -> tracks.isEmpty() ? noResult() : fetched(tracks, again);
      // Our callback failed, not the music.
      case "CALLBACK_EXCEPTION" -> tracks.isEmpty() ? running() : fetched(tracks, again);
      case "FIRST_SUCCESS" ->
          tracks.isEmpty() || Times.parse(handle.state()).isEarly(now, settings)
              ? running()
              : fetched(tracks, again);
      case "CREATE_TASK_FAILED", "GENERATE_AUDIO_FAILED" -> failed(task);
      case "SENSITIVE_WORD_ERROR" ->
          new Failed(
              FailureClass.CONTENT_POLICY,
              "SENSITIVE_WORD_ERROR",
              shown(task.text("errorMessage").orElse("a word is refused")),
              settings.refunds().charged("", cost));
      // One that nobody knows is still running, until the deadline.
      default -> running();
    };
  }

  private Running running() {
    return new Running(handle);
  }

  private Failed failed(Fields task) {
    String code = task.text("errorCode").orElseGet(() -> task.text("status").orElse(""));
    String words = task.text("errorMessage").orElse("");
    return new Failed(
        settings.codes().ofTask(code, words),
        code(code),
        shown(words),
        settings.refunds().charged(code, cost));
  }

  // The better one is waited for, and looked for at another address; what is paid with it can be
  // done without.
  private ProviderSnapshot fetched(List<SunoTrack> tracks, boolean again) {
    Failed failure = noResult();
    for (int no = 0; no < tracks.size(); no++) {
      switch (downloads.fetch(tracks.get(no).url(), workspace, settings.remote())) {
        case Fetched.Whole whole -> {
          return made(MadeFile.main(whole.file()), tracks.subList(no + 1, tracks.size()));
        }
        case Fetched.Later later -> {
          return new ProviderSnapshot.Ready(handle, later.reason());
        }
        case Fetched.Never never -> {
          failure = never.failed(cost);
          if (!again && failure.failure() == FailureClass.RESULT_EXPIRED) {
            return failure;
          }
        }
      }
    }
    return failure;
  }

  private Succeeded made(MadeFile best, List<SunoTrack> others) {
    List<MadeFile> files = new ArrayList<>();
    files.add(best);
    for (SunoTrack other : others) {
      downloads
          .fetchExtra(other.url(), workspace, settings.remote())
          .map(track -> new MadeFile(track, MadeFile.Part.ALTERNATE))
          .ifPresent(files::add);
    }
    return new Succeeded(
        files, cost, files.size() < TRACKS ? Set.of(MadeFile.Part.ALTERNATE) : Set.of());
  }

  private Failed noResult() {
    return new Failed(FailureClass.INVALID_OUTPUT, "no_url", "it succeeded without a result", cost);
  }

  private String code(String code) {
    return ProviderWords.code(code, settings.remote().key());
  }

  private String shown(String words) {
    return ProviderWords.shown(words, settings.remote().key());
  }
}
