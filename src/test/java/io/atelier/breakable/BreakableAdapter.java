package io.atelier.breakable;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation;
import io.atelier.provider.Workspace;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The product's side of one account of the {@link BreakableServer}. */
class BreakableAdapter implements ProviderAdapter, TaskCancellation {
  private final Flavour flavour;
  private final @Nullable BreakableClient client;

  /** The adapter of the account of that flavour, of the server at that address if there is one. */
  static ProviderAdapter of(
      Flavour flavour, Optional<URI> server, Duration timeout, Duration downloadTimeout) {
    return flavour == Flavour.LOOKUP
        ? new BreakableLookup(server, timeout, downloadTimeout)
        : new BreakableAdapter(flavour, server, timeout, downloadTimeout);
  }

  BreakableAdapter(
      Flavour flavour, Optional<URI> server, Duration timeout, Duration downloadTimeout) {
    this.flavour = flavour;
    this.client =
        server
            .map(url -> URI.create(url + "/" + flavour.account()))
            .map(url -> new BreakableClient(url, timeout, downloadTimeout))
            .orElse(null);
  }

  @Override
  public String name() {
    return flavour.provider();
  }

  @Override
  public boolean available() {
    return client != null;
  }

  @Override
  public SubmissionGuarantee guarantee() {
    return flavour.guarantee();
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    return Wire.refusal(request);
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    return new ProviderCost(Price.of(request.kind().jsonName()), CostBasis.ASSUMED, "USD");
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    JsonObject body = Wire.request(submission.request(), submission.key());
    return switch (client().post("/v1/tasks", submission.key(), body)) {
      case Exchanged.NotSent e -> failed(FailureClass.TRANSIENT, "not_sent", e.reason());
      case Exchanged.Lost e -> new ProviderSnapshot.Unknown(e.reason());
      case Exchanged.TooLarge e -> new ProviderSnapshot.Unknown(e.reason());
      case Exchanged.Answered e -> Wire.created(e);
    };
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    ProviderSnapshot first = look(handle, workspace);
    // The address was dead: one more look at the task gives a fresh one.
    return first instanceof ProviderSnapshot.Failed failed
            && failed.failure() == FailureClass.RESULT_EXPIRED
        ? look(handle, workspace)
        : first;
  }

  private ProviderSnapshot look(ProviderHandle handle, Workspace workspace) {
    return switch (client().get("/v1/tasks/" + Wire.path(handle.id()))) {
      case Exchanged.NotSent e -> failed(FailureClass.TRANSIENT, "not_sent", e.reason());
      case Exchanged.Lost e -> failed(FailureClass.TRANSIENT, "lost", e.reason());
      case Exchanged.TooLarge e -> failed(FailureClass.TRANSIENT, "too_large", e.reason());
      case Exchanged.Answered e -> polled(e, handle, workspace);
    };
  }

  private ProviderSnapshot polled(
      Exchanged.Answered answer, ProviderHandle handle, Workspace workspace) {
    Optional<JsonObject> task = answer.json().filter(json -> json.containsKey("status"));
    if (answer.status() != 200 || task.isEmpty()) {
      return Wire.failure(answer);
    }
    ProviderCost charged = Wire.charged(task.get());
    return switch (task.get().getString("status")) {
      case "succeeded" -> fetch(handle, task.get().getString("result_url", ""), charged, workspace);
      case "failed" -> {
        JsonObject error = task.get().getJsonObject("error");
        String code = error.getString("code");
        yield new ProviderSnapshot.Failed(
            Wire.failureClass(code), code, error.getString("message"), charged);
      }
      case "cancelled" ->
          new ProviderSnapshot.Failed(
              FailureClass.GENERATION_FAILED, "cancelled", "It was cancelled.", charged);
      // A status that nobody knows is still running, until the deadline.
      default -> new ProviderSnapshot.Running(handle);
    };
  }

  private ProviderSnapshot fetch(
      ProviderHandle handle, String address, ProviderCost charged, Workspace workspace) {
    URI url = Wire.url(address).filter(client()::isOwn).orElse(null);
    if (url == null) {
      return new ProviderSnapshot.Failed(
          FailureClass.INVALID_OUTPUT, "no_url", "no result at an address of its own", charged);
    }
    ResultWriter file = workspace.newWriter();
    return switch (client().download(url, file)) {
      case Exchanged.NotSent e -> new ProviderSnapshot.Ready(handle, e.reason());
      case Exchanged.Lost e -> new ProviderSnapshot.Ready(handle, e.reason());
      case Exchanged.TooLarge e ->
          new ProviderSnapshot.Failed(
              FailureClass.INVALID_OUTPUT, "too_large", e.reason(), charged);
      case Exchanged.Answered e ->
          switch (e.status()) {
            case 200 -> new ProviderSnapshot.Succeeded(file.path(), charged);
            case 403, 404, 410 ->
                new ProviderSnapshot.Failed(
                    FailureClass.RESULT_EXPIRED, "expired", "The result is gone.", charged);
            default ->
                e.status() >= 500 || e.status() == 429
                    ? new ProviderSnapshot.Ready(
                        handle, "HTTP " + e.status() + " in place of the result")
                    : new ProviderSnapshot.Failed(
                        FailureClass.INVALID_OUTPUT, "http_" + e.status(), "no result", charged);
          };
    };
  }

  @Override
  public Cancellation cancel(ProviderHandle handle) {
    return switch (client().delete("/v1/tasks/" + Wire.path(handle.id()))) {
      case Exchanged.NotSent e -> new Cancellation.Unclear(e.reason());
      case Exchanged.Lost e -> new Cancellation.Unclear(e.reason());
      case Exchanged.TooLarge e -> new Cancellation.Unclear(e.reason());
      case Exchanged.Answered e -> Wire.cancelled(e);
    };
  }

  final BreakableClient client() {
    if (client == null) {
      throw new IllegalStateException(name() + " is not configured");
    }
    return client;
  }

  private static ProviderSnapshot failed(FailureClass failure, String code, String message) {
    return new ProviderSnapshot.Failed(failure, code, message);
  }
}
