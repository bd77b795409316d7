package io.atelier.provider.meshy;

import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.TaskLookup.Finding;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ExchangeException;
import io.atelier.provider.remote.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * The provider's list of tasks, read from the newest back to when a create was sent. It shows a
 * task's prompt and when it was made, and nothing of whose it is.
 */
record Listed(MeshyCalls calls) {
  private static final int MOST_PAGES = 20;

  /** Its clock is not ours. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** The tasks that a create sent since then may have become. */
  Finding find(Model request, Way way, Instant since) {
    Instant from = since.minus(SKEW);
    List<ProviderHandle> fitting = new ArrayList<>();
    try {
      for (int page = 1; page <= MOST_PAGES; page++) {
        Answer answer = calls.list(way, page);
        if (!isList(answer)) {
          return new Finding.Unclear("the list cannot be read: HTTP " + answer.status());
        }
        List<Fields> tasks = tasks(answer);
        for (Fields task : tasks) {
          if (createdAt(task).isBefore(from)) {
            return new Finding.Fitting(fitting);
          }
          if (fits(task, request, way)) {
            task.text("id").ifPresent(id -> fitting.add(new ProviderHandle(id, way.name())));
          }
        }
        if (tasks.size() < MeshyCalls.PAGE) {
          return new Finding.Fitting(fitting);
        }
      }
      return new Finding.Unclear("the list is too long");
    } catch (ExchangeException | FaultToleranceException e) {
      return new Finding.Unclear("the list cannot be had: " + e.getMessage());
    }
  }

  private static boolean isList(Answer answer) {
    return answer.isSuccess() && wrapped(answer).isPresent();
  }

  private static List<Fields> tasks(Answer answer) {
    return wrapped(answer).map(list -> list.objects("tasks")).orElseThrow();
  }

  // It is a bare one.
  private static Optional<Fields> wrapped(Answer answer) {
    return answer.text().strip().startsWith("[")
        ? Fields.parse("{\"tasks\":" + answer.text() + "}")
        : Optional.empty();
  }

  // Without a time it may be ours.
  private static Instant createdAt(Fields task) {
    Optional<BigDecimal> millis = task.number("created_at");
    return millis.map(BigDecimal::longValue).map(Instant::ofEpochMilli).orElse(Instant.MAX);
  }

  private static boolean fits(Fields task, Model request, Way way) {
    boolean kind = task.text("type").map(way.type()::equals).orElse(way != Way.REFINE);
    // A model from an image does not say from which.
    return kind
        && (way == Way.IMAGE
            || task.text("prompt")
                .equals(Creates.prompt(request).map(String::strip).filter(p -> !p.isEmpty())));
  }
}
