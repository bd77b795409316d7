package io.atelier.provider.meshy;

import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.TaskLookup.Finding;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.Fields;
import io.atelier.provider.remote.Outcomes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider's list of tasks, read from the newest back to when a create was sent. It shows a
 * task's prompt and when it was made, and nothing of whose it is.
 */
record Listed(MeshyCalls calls, @Nullable Instant deadline) {
  private static final int MOST_PAGES = 20;

  /**
   * Its clock is not ours. Half of how long creates are told apart by: whichever way its clock is
   * wrong, one that this shows too many of is not taken for another's.
   */
  private static final Duration SKEW = Duration.ofMinutes(2);

  private sealed interface Page {
    record Read(List<Fields> tasks) implements Page {}

    record Unread(String reason) implements Page {}
  }

  /** The tasks that a create sent since then may have become. */
  Finding find(Model request, Way way, Instant since) {
    Instant from = since.minus(SKEW);
    List<ProviderHandle> fitting = new ArrayList<>();
    for (int number = 1; number <= MOST_PAGES; number++) {
      switch (page(way, number)) {
        case Page.Unread unread -> {
          return new Finding.Unclear(unread.reason());
        }
        case Page.Read page -> {
          List<Fields> recent =
              page.tasks().stream().filter(task -> !createdAt(task).isBefore(from)).toList();
          if (recent.stream().anyMatch(task -> isOf(task, way) && !shows(task, way))) {
            return new Finding.Unclear("a task in the list does not show its prompt");
          }
          for (Fields task : recent) {
            if (fits(task, request, way)) {
              task.text("id").ifPresent(id -> add(new ProviderHandle(id, way.name()), fitting));
            }
          }
          // A page may have less than were asked for and another behind it.
          if (page.tasks().isEmpty() || recent.size() < page.tasks().size()) {
            return new Finding.Fitting(fitting);
          }
        }
      }
    }
    return new Finding.Unclear("the list is too long");
  }

  // What is made while the pages are read moves the last of one to the next.
  private static void add(ProviderHandle task, List<ProviderHandle> fitting) {
    if (!fitting.contains(task)) {
      fitting.add(task);
    }
  }

  private Page page(Way way, int number) {
    return Outcomes.of(
        () -> calls.list(way, number, deadline),
        Listed::read,
        failed -> new Page.Unread("the list cannot be had: " + failed.message()));
  }

  private static Page read(Answer answer) {
    Optional<Fields> list = answer.isSuccess() ? wrapped(answer) : Optional.empty();
    return list.<Page>map(tasks -> new Page.Read(tasks.objects("tasks")))
        .orElseGet(() -> new Page.Unread("the list cannot be read: HTTP " + answer.status()));
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

  // Without a type it may be ours.
  private static boolean isOf(Fields task, Way way) {
    return task.text("type").map(way.type()::equals).orElse(true);
  }

  // A model from an image does not say from which.
  private static boolean shows(Fields task, Way way) {
    return way == Way.IMAGE || task.text("prompt").isPresent();
  }

  private static boolean fits(Fields task, Model request, Way way) {
    return isOf(task, way)
        && (way == Way.IMAGE
            || task.text("prompt").map(Listed::spaced).equals(Optional.of(prompt(request))));
  }

  /** All that the list shows of a create. */
  static String likeness(Model request, Way way) {
    return way == Way.IMAGE ? way.name() : way + " " + prompt(request);
  }

  private static String prompt(Model request) {
    return spaced(Creates.prompt(request).orElse(""));
  }

  // It may not keep spaces as they were sent.
  private static String spaced(String prompt) {
    return prompt.strip().replaceAll("\\s+", " ");
  }
}
