package io.atelier.provider.meshy;

import io.atelier.provider.AccountBalance;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.PreparedCreate;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCallbacks;
import io.atelier.provider.TaskCancellation;
import io.atelier.provider.TaskLookup;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.ProviderWords;
import io.atelier.provider.remote.ReferenceImage;
import io.atelier.provider.remote.ResultDownload;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Makes 3D models (FR-012, FR-013): from text by two tasks, the shape and then its materials, each
 * paid and kept apart; from an image by one.
 *
 * <p>A create has no key of ours, but tasks are listed: one of unknown outcome is looked for there.
 */
@Dependent
public class MeshyAdapter
    implements ProviderAdapter, TaskLookup, TaskCancellation, TaskCallbacks, AccountBalance {
  /** Its name on routes and wherever its work shows. */
  public static final String NAME = "meshy";

  private final MeshySettings settings;
  private final Creates creates;
  private final Hook hook;
  private final @Nullable MeshyCalls calls;
  private final ResultDownload downloads;

  /** One by that configuration. */
  @Inject
  public MeshyAdapter(Config config, MeshyGuard guard, ResultDownload downloads, Clock clock) {
    this.settings = MeshySettings.read(config);
    this.creates = new Creates(settings);
    this.hook = settings.hook();
    this.downloads = downloads;
    this.calls =
        settings.remote().apiKey().isEmpty()
            ? null
            : new MeshyCalls(settings.remote(), guard, clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean available() {
    return calls != null;
  }

  @Override
  public SubmissionGuarantee guarantee() {
    return SubmissionGuarantee.LOOKUP;
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    if (!(request instanceof Model model)) {
      return Optional.of("it makes 3D models only");
    }
    return Creates.prompt(model)
        .filter(prompt -> prompt.codePointCount(0, prompt.length()) > Creates.MOST_CHARACTERS)
        .map(prompt -> "its prompts, with the style, have 600 characters at most");
  }

  @Override
  public Optional<String> model(GenerationRequest request, int stage) {
    return Optional.of(settings.model());
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    Way first = Way.of((Model) request, 1);
    return first == Way.PREVIEW
        ? settings.estimate(first).plus(settings.estimate(Way.REFINE))
        : settings.estimate(first);
  }

  @Override
  public ProviderCost estimateOf(GenerationRequest request, int stage) {
    return settings.estimate(Way.of((Model) request, stage));
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    return prepare(submission).send();
  }

  @Override
  public PreparedCreate prepare(Submission submission) {
    Model request = (Model) submission.request();
    return switch (Way.of(request, submission.stage())) {
      case PREVIEW -> create(Way.PREVIEW, creates.preview(request));
      case REFINE -> create(Way.REFINE, creates.refine(request, submission.state()));
      case IMAGE ->
          image(submission)
              .map(image -> create(Way.IMAGE, creates.image(request, image)))
              .orElse(
                  () ->
                      new Failed(
                          FailureClass.INVALID_INPUT,
                          "unreadable_image",
                          "the reference image cannot be read"));
    };
  }

  private static Optional<ReferenceImage> image(Submission submission) {
    Path file = submission.workspace().reference().orElseThrow();
    try {
      return ReferenceImage.of(file);
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  private PreparedCreate create(Way way, String body) {
    return () -> Outcomes.ofCreate(() -> calls().create(way, body), answer -> created(way, answer));
  }

  private ProviderSnapshot created(Way way, Answer answer) {
    if (answer.isSuccess()) {
      return answer
          .body()
          .flatMap(body -> body.text("result"))
          .<ProviderSnapshot>map(
              id -> new ProviderSnapshot.Running(new ProviderHandle(id, way.name())))
          .orElseGet(() -> new ProviderSnapshot.Unknown("the answer names no task"));
    }
    String words = answer.body().flatMap(body -> body.text("message")).orElse("");
    return new Failed(
        Codes.ofRefusal(answer, way),
        String.valueOf(answer.status()),
        ProviderWords.shown(words, settings.remote().key()),
        null,
        answer.retryAfter().orElse(null));
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    return new Look(handle, request, workspace, deadline, settings, calls(), downloads).snapshot();
  }

  @Override
  public Finding lookUp(Submission submission, Instant since) {
    Model request = (Model) submission.request();
    return new Listed(calls(), submission.deadline())
        .find(request, Way.of(request, submission.stage()), since);
  }

  @Override
  public String likeness(Submission submission) {
    Model request = (Model) submission.request();
    return Listed.likeness(request, Way.of(request, submission.stage()));
  }

  @Override
  public Cancellation cancel(ProviderHandle handle) {
    return new Stop(settings, calls()).stop(handle);
  }

  @Override
  public boolean knows(String token) {
    return hook.knows(token);
  }

  @Override
  public Optional<Hint> hint(Callback call) {
    return hook.hint(call);
  }

  @Override
  public Balance balance() {
    return new Credit(settings.remote().key(), calls()).balance();
  }

  private MeshyCalls calls() {
    if (calls == null) {
      throw new IllegalStateException(NAME + " has no key");
    }
    return calls;
  }

  @PreDestroy
  void close() {
    if (calls != null) {
      calls.close();
    }
  }
}
