package io.atelier.generation;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Counts this node's calls to providers by what they were for and what they came to, and measures
 * how long they took.
 */
@ApplicationScoped
class CallMetrics {
  @Inject MetricRegistry registry;

  // Looked up once: the registry looks by tags, for every call.
  private final Map<Outcome, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Call, Timer> timers = new ConcurrentHashMap<>();

  /**
   * Has what creates at a provider may come to counted from 0, so that the first is an increase.
   */
  void show(String provider) {
    Call create = new Call(provider, "create");
    Stream.of("ok", "unknown").forEach(name -> counter(new Outcome(create, name)));
    for (FailureClass failure : FailureClass.values()) {
      counter(new Outcome(create, name(failure)));
    }
  }

  /** Work's call came to that, in that time. */
  void count(Work work, boolean sent, ProviderSnapshot answer, Duration took) {
    Call call = new Call(work.queue().provider(), purpose(work, sent, answer));
    timers.computeIfAbsent(call, this::timer).update(took);
    counters.computeIfAbsent(new Outcome(call, name(answer)), this::counter).inc();
  }

  // What is fetched may be large, and says nothing of how fast they answer.
  private static String purpose(Work work, boolean sent, ProviderSnapshot answer) {
    if (sent) {
      return "create";
    }
    if (work.handle().isEmpty()) {
      return "look_up";
    }
    return answer instanceof ProviderSnapshot.Succeeded ? "fetch" : "poll";
  }

  private static String name(ProviderSnapshot answer) {
    return switch (answer) {
      case ProviderSnapshot.Running r -> "ok";
      case ProviderSnapshot.Ready r -> "not_fetched";
      case ProviderSnapshot.Succeeded s -> "ok";
      case ProviderSnapshot.NextStage n -> "ok";
      case ProviderSnapshot.AcceptedBefore a -> "ok";
      case ProviderSnapshot.Unknown u -> "unknown";
      case ProviderSnapshot.Failed f -> name(f.failure());
    };
  }

  private static String name(FailureClass failure) {
    return failure.name().toLowerCase(Locale.ROOT);
  }

  private Timer timer(Call call) {
    return registry.timer(
        named("atelier_provider_call", "How long calls to providers took"), call.tags());
  }

  private Counter counter(Outcome outcome) {
    Tag[] call = outcome.call().tags();
    return registry.counter(
        named("atelier_provider_calls", "Calls to providers, by what they came to"),
        call[0],
        call[1],
        new Tag("outcome", outcome.name()));
  }

  private static Metadata named(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }

  private record Call(String provider, String purpose) {
    Tag[] tags() {
      return new Tag[] {new Tag("provider", provider), new Tag("call", purpose)};
    }
  }

  private record Outcome(Call call, String name) {}
}
