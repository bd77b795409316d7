package io.atelier.provider.nanobanana;

import io.atelier.provider.AccountBalance;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.PreparedCreate;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCallbacks;
import io.atelier.provider.Workspace;
import io.atelier.provider.remote.CreateCallbacks;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.PriceBook;
import io.atelier.provider.remote.ProviderWords;
import io.atelier.provider.remote.ResultDownload;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Makes videos, sounds, images, textures and panoramas by the unified jobs API (FR-007, FR-009,
 * FR-014, FR-015).
 *
 * <p>A create has no key of ours and there is no list of tasks: one of unknown outcome stays so. A
 * loop of only text takes two tasks: the image it begins and ends with, then the video.
 */
@Dependent
public class NanoBananaAdapter implements ProviderAdapter, AccountBalance, TaskCallbacks {
  /** Its name on routes and wherever its work shows. */
  public static final String NAME = "nano-banana";

  private final NanoBananaSettings settings;
  private final Recipe recipe;
  private final PriceBook prices;
  private final @Nullable NanoBananaCalls calls;
  private final @Nullable CreateCallbacks callbacks;
  private final ResultDownload downloads;

  /** One by that configuration. */
  @Inject
  public NanoBananaAdapter(
      Config config, NanoBananaGuard guard, ResultDownload downloads, Clock clock) {
    this.settings = NanoBananaSettings.read(config);
    this.recipe = Recipe.of(settings);
    this.prices = PriceBook.read(config, NAME);
    this.downloads = downloads;
    boolean available = settings.remote().apiKey().isPresent();
    this.calls = available ? new NanoBananaCalls(settings, guard, clock) : null;
    this.callbacks = available ? CreateCallbacks.signed(config, settings.remote(), clock) : null;
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
    return SubmissionGuarantee.NONE;
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    return recipe.refusal(request);
  }

  @Override
  public Optional<String> model(GenerationRequest request, int stage) {
    return Optional.of(creation(request, stage).model());
  }

  @Override
  public Optional<String> mainModel(GenerationRequest request) {
    return Optional.of(recipe.creation(request, null).model());
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    ProviderCost last = recipe.creation(request, null).estimate(prices);
    return recipe.needsKeyFrame(request) ? estimateOf(request, 1).plus(last) : last;
  }

  @Override
  public ProviderCost estimateOf(GenerationRequest request, int stage) {
    return creation(request, stage).estimate(prices);
  }

  private Creation creation(GenerationRequest request, int stage) {
    return stage == 1 ? first(request) : recipe.creation(request, null);
  }

  private Creation first(GenerationRequest request) {
    return recipe.needsKeyFrame(request) && request instanceof GenerationRequest.Video video
        ? recipe.keyFrame(video)
        : recipe.creation(request, null);
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    return prepare(submission).send();
  }

  @Override
  public PreparedCreate prepare(Submission submission) {
    GenerationRequest request = submission.request();
    if (submission.stage() > 1) {
      return create(
          submission,
          recipe.creation(request, submission.state()),
          TaskState.fromFrame(submission.state()));
    }
    if (recipe.needsKeyFrame(request)) {
      return create(submission, first(request), TaskState.KEY_FRAME);
    }
    if (request.reference() == null) {
      return create(submission, recipe.creation(request, null), TaskState.ONLY);
    }
    return switch (new Uploads(calls(), settings).put(request, submission.workspace())) {
      case Uploads.Uploaded.At at ->
          create(submission, recipe.creation(request, at.url()), TaskState.ONLY);
      case Uploads.Uploaded.Not not -> not::why;
    };
  }

  private PreparedCreate create(Submission submission, Creation creation, TaskState state) {
    Optional<String> callback =
        callbacks == null ? Optional.empty() : callbacks.address().of(submission.key());
    String body = creation.body(callback);
    return () ->
        Outcomes.ofCreate(
            () -> calls().create(body), answer -> created(new Envelope(answer), state));
  }

  private ProviderSnapshot created(Envelope answer, TaskState state) {
    Optional<String> task = answer.data().flatMap(data -> data.text("taskId"));
    if (task.isPresent()) {
      return new ProviderSnapshot.Running(new ProviderHandle(task.get(), state.text()));
    }
    if (!answer.refuses()) {
      return new ProviderSnapshot.Unknown("the answer names neither a task nor a failure");
    }
    if (!settings.codes().refusesCreate(answer)) {
      return new ProviderSnapshot.Unknown(
          "by the code "
              + ProviderWords.code(answer.code(), settings.remote().key())
              + " it may have been accepted");
    }
    return new Failed(
        settings.codes().ofRefusal(answer, state),
        ProviderWords.code(answer.code(), settings.remote().key()),
        ProviderWords.shown(answer.message(), settings.remote().key()),
        null,
        answer.answer().retryAfter().orElse(null),
        Codes.mayPassWithNewUpload(answer.code()));
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    return new Look(
            handle, request, workspace, deadline, recipe, prices, settings, calls(), downloads)
        .snapshot();
  }

  @Override
  public boolean knows(String token) {
    return callbacks != null && callbacks.knows(token);
  }

  @Override
  public Optional<Hint> hint(Callback call) {
    return callbacks == null ? Optional.empty() : callbacks.hint(call);
  }

  @Override
  public Balance balance() {
    return Outcomes.of(
        () -> calls().credit(),
        answer -> balance(new Envelope(answer)),
        failed -> new Balance.Unclear(failed.failure(), failed.message()));
  }

  private Balance balance(Envelope answer) {
    return answer
        .body()
        .filter(body -> answer.isOk())
        .flatMap(body -> body.number("data"))
        .<Balance>map(credits -> new Balance.Left(credits, "credits"))
        .orElseGet(
            () ->
                new Balance.Unclear(
                    settings.codes().ofRefusal(answer),
                    ProviderWords.shown(answer.message(), settings.remote().key())));
  }

  private NanoBananaCalls calls() {
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
