package io.atelier.provider.suno;

import io.atelier.provider.AccountBalance;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Music;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Makes background music (FR-010): two tracks for one charge, of which the one that fits better is
 * the result and the other an alternate.
 *
 * <p>A create has no key of ours and there is no list of tasks: one of unknown outcome stays so.
 */
@Dependent
public class SunoAdapter implements ProviderAdapter, AccountBalance, TaskCallbacks {
  /** Its name on routes and wherever its work shows. */
  public static final String NAME = "suno";

  private static final String PRICED = "generate";

  private final SunoSettings settings;
  private final PriceBook prices;
  private final ResultDownload downloads;
  private final Clock clock;
  private final @Nullable SunoCalls calls;
  private final @Nullable CreateCallbacks callbacks;

  /** One by that configuration. */
  @Inject
  public SunoAdapter(Config config, SunoGuard guard, ResultDownload downloads, Clock clock) {
    this.settings = SunoSettings.read(config);
    this.prices = PriceBook.read(config, NAME);
    this.downloads = downloads;
    this.clock = clock;
    boolean available = settings.remote().apiKey().isPresent();
    this.calls = available ? new SunoCalls(settings, guard, clock) : null;
    this.callbacks = available ? settings.host().callbacks(config, settings.remote(), clock) : null;
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
    return request instanceof Music music
        ? Score.refusal(music, settings.model())
        : Optional.of("it makes music only");
  }

  @Override
  public Optional<String> model(GenerationRequest request, int stage) {
    return Optional.of(settings.model().name());
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    return prices.estimate(PRICED, PriceBook.Unit.REQUEST, BigDecimal.ONE);
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    String body = Score.body(music(submission.request()), settings, callback(submission));
    return Outcomes.ofCreate(
        () -> calls().generate(body), answer -> created(new Envelope(answer), submission));
  }

  private String callback(Submission submission) {
    Optional<String> address =
        callbacks == null ? Optional.empty() : callbacks.address().of(submission.key());
    return address.orElse(settings.callback());
  }

  private ProviderSnapshot created(Envelope answer, Submission submission) {
    Optional<String> task = answer.data().flatMap(data -> data.text("taskId", "task_id"));
    if (task.isPresent()) {
      return new ProviderSnapshot.Running(
          new ProviderHandle(task.get(), new Times(clock.instant(), submission.deadline()).text()));
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
        settings.codes().ofRefusal(answer),
        ProviderWords.code(answer.code(), settings.remote().key()),
        ProviderWords.shown(answer.message(), settings.remote().key()),
        null,
        answer.answer().retryAfter().orElse(null));
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    return new SunoLook(
            handle,
            music(request),
            workspace,
            deadline,
            settings,
            // However many tracks come of it.
            prices.computed(PRICED, PriceBook.Unit.REQUEST, BigDecimal.ONE).forWhatWasAsked(),
            calls(),
            downloads,
            clock.instant())
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

  private static Music music(GenerationRequest request) {
    if (request instanceof Music music) {
      return music;
    }
    throw new IllegalArgumentException("refused: " + request.kind());
  }

  private SunoCalls calls() {
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
