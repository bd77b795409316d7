package io.atelier.generation;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The product's clock in a test that moves it by hand. */
@ApplicationScoped
public class SteppedClock {
  // The database keeps microseconds.
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));

  void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  Instant now() {
    return now.get();
  }

  @Produces
  @Alternative
  @Priority(1)
  @ApplicationScoped
  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
      }
    };
  }
}
