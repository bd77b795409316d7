package io.atelier.event;

import io.atelier.egress.Destination;
import io.atelier.egress.EgressClient;
import io.atelier.egress.EgressException;
import io.atelier.egress.EgressResponse;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one attempt at delivering, as the Standard Webhooks specification has it. */
@Dependent
class WebhookSender {
  private static final Duration LONGEST_WISH = Duration.ofDays(1);

  private final EgressClient egress;
  private final EventJson json;
  private final WebhookSettings settings;
  private final Clock clock;

  @Inject
  WebhookSender(EgressClient egress, EventJson json, WebhookSettings settings, Clock clock) {
    this.egress = egress;
    this.json = json;
    this.settings = settings;
    this.clock = clock;
  }

  DeliveryOutcome send(Delivery delivery) {
    Instant at = clock.instant();
    long begun = System.nanoTime();
    Integer status = null;
    String error = null;
    Optional<Duration> retryAfter = Optional.empty();
    try {
      Destination destination =
          egress
              .destination(delivery.url())
              .orElseThrow(() -> new IllegalStateException("the URL is no longer called"));
      EgressResponse answer = post(delivery, destination, at);
      status = answer.status();
      retryAfter = answer.retryAfter().flatMap(WebhookSender::seconds);
    } catch (EgressException | IllegalStateException e) {
      error = e.getMessage();
    }
    return new DeliveryOutcome(
        at, Duration.ofNanos(System.nanoTime() - begun), status, error, retryAfter);
  }

  private EgressResponse post(Delivery delivery, Destination destination, Instant at) {
    String body = json.of(delivery.event());
    long time = at.getEpochSecond();
    return egress.post(
        destination,
        "application/json",
        body.getBytes(StandardCharsets.UTF_8),
        Map.of(
            "webhook-id", delivery.event().id().toString(),
            "webhook-timestamp", Long.toString(time),
            "webhook-signature", delivery.signature(time, body)),
        settings.attemptTimeout());
  }

  private static Optional<Duration> seconds(@Nullable String retryAfter) {
    return Optional.ofNullable(retryAfter)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(wish -> wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish);
  }
}
