package io.atelier.breakable;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.RetryAfter;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.provider.TaskLookup.Finding;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The server's JSON in the seam's words, and the other way round. */
final class Wire {
  private Wire() {}

  /** The server has media of two kinds to give. */
  static Optional<String> refusal(GenerationRequest request) {
    return request instanceof GenerationRequest.Texture
            || request instanceof GenerationRequest.SoundEffect
        ? Optional.empty()
        : Optional.of("it makes textures and sound effects only");
  }

  static JsonObject request(GenerationRequest request, String reference) {
    JsonObjectBuilder json =
        JsonDocuments.object().add("kind", request.kind().jsonName()).add("reference", reference);
    return switch (request) {
      case GenerationRequest.Texture texture ->
          json.add("prompt", texture.prompt())
              .add(
                  "media",
                  JsonDocuments.object()
                      .add("format", "png")
                      .add("width", texture.size())
                      .add("height", texture.size()))
              .build();
      case GenerationRequest.SoundEffect sound -> {
        if (sound.prompt() != null) {
          json.add("prompt", sound.prompt());
        }
        yield json.add(
                "media",
                JsonDocuments.object().add("format", "wav").add("seconds", sound.durationSeconds()))
            .build();
      }
      case GenerationRequest.Video v -> throw unmade(v);
      case GenerationRequest.Music m -> throw unmade(m);
      case GenerationRequest.Model m -> throw unmade(m);
      case GenerationRequest.Image i -> throw unmade(i);
      case GenerationRequest.EnvironmentMap e -> throw unmade(e);
    };
  }

  private static IllegalArgumentException unmade(GenerationRequest request) {
    return new IllegalArgumentException("refused beforehand: " + request);
  }

  /** What the answer to a create says; whatever does not name a task or refuse is unknown. */
  static ProviderSnapshot created(Exchanged.Answered answer) {
    Optional<String> task = answer.json().map(json -> json.getString("id", ""));
    Optional<String> code = answer.json().map(json -> json.getString("code", ""));
    boolean taken = answer.status() == 409 && code.equals(Optional.of("duplicate_key"));
    if ((answer.status() / 100 == 2 || taken) && task.filter(id -> !id.isBlank()).isPresent()) {
      return new ProviderSnapshot.Running(new ProviderHandle(task.get(), ""));
    }
    if (taken) {
      return new ProviderSnapshot.AcceptedBefore(
          "it was accepted before, as which task is not said");
    }
    boolean coded = answer.status() == 200 && code.filter(text -> !text.isBlank()).isPresent();
    return coded || answer.status() / 100 == 4
        ? failure(answer)
        : new ProviderSnapshot.Unknown("HTTP " + answer.status() + " that names no task");
  }

  /** A refusal, or a poll's own trouble, by the API's error code or else the HTTP status. */
  static ProviderSnapshot.Failed failure(Exchanged.Answered answer) {
    String code = answer.json().map(json -> json.getString("code", "")).orElse("");
    FailureClass failure = code.isBlank() ? byStatus(answer.status()) : failureClass(code);
    return new ProviderSnapshot.Failed(
        answer.status() >= 500 ? FailureClass.TRANSIENT : failure,
        code.isBlank() ? "http_" + answer.status() : code,
        "HTTP " + answer.status(),
        null,
        RetryAfter.parse(answer.retryAfter(), Instant.now()).orElse(null));
  }

  private static FailureClass byStatus(int status) {
    return switch (status) {
      case 401, 403 -> FailureClass.AUTH;
      case 402 -> FailureClass.OUT_OF_CREDITS;
      case 404, 410 -> FailureClass.NOT_FOUND;
      case 429 -> FailureClass.RATE_LIMITED;
      default -> status / 100 == 4 ? FailureClass.INVALID_INPUT : FailureClass.TRANSIENT;
    };
  }

  static FailureClass failureClass(String code) {
    return Arrays.stream(FailureClass.values())
        .filter(failure -> failure.name().toLowerCase(Locale.ROOT).equals(code))
        .findFirst()
        .orElse(FailureClass.GENERATION_FAILED);
  }

  /** What the answer to a cancel says. */
  static Cancellation cancelled(Exchanged.Answered answer) {
    Optional<JsonObject> task = answer.json().filter(json -> json.containsKey("charged"));
    if (answer.status() == 200 && task.isPresent()) {
      return new Cancellation.Stopped(charged(task.get()));
    }
    return answer.status() / 100 == 4
        ? new Cancellation.Refused("HTTP " + answer.status())
        : new Cancellation.Unclear("HTTP " + answer.status());
  }

  /** The oldest task in the answer to a list, which names none but those of one reference. */
  static Finding found(Exchanged.Answered answer) {
    Optional<JsonArray> tasks =
        answer.json().filter(j -> j.containsKey("tasks")).map(j -> j.getJsonArray("tasks"));
    if (answer.status() != 200 || tasks.isEmpty()) {
      return new Finding.Unclear("HTTP " + answer.status() + " that is no list");
    }
    List<JsonObject> newestFirst = tasks.get().getValuesAs(JsonObject.class);
    return newestFirst.isEmpty()
        ? new Finding.Absent()
        : new Finding.Found(
            new ProviderHandle(newestFirst.get(newestFirst.size() - 1).getString("id"), ""));
  }

  static ProviderCost charged(JsonObject task) {
    return new ProviderCost(new BigDecimal(task.getString("charged")), CostBasis.REPORTED, "USD");
  }

  static Optional<URI> url(String address) {
    try {
      return Optional.of(new URI(address)).filter(url -> url.getAuthority() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static String path(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
