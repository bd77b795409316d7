package io.atelier;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database's time, so that leases and deadlines mean the same on every node whatever its own
 * clock says.
 *
 * <p>The database is asked every ten seconds; in between, the time that passed is measured by this
 * machine's monotonic clock, which no adjustment moves.
 */
@ApplicationScoped
public class DatabaseClock {
  private static final Logger LOG = System.getLogger(DatabaseClock.class.getName());
  private static final long ASK_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  @Resource(lookup = "java:comp/env/jdbc/atelierPrompt")
  DataSource database;

  @Resource ManagedExecutorService background;

  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Reading last;

  /** The clock that every feature injects. */
  @Produces
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

  private Instant now() {
    Reading reading = last;
    if (reading == null) {
      try {
        reading = ask();
        last = reading;
      } catch (SQLException e) {
        throw new IllegalStateException("the database's time cannot be read", e);
      }
    } else if (System.nanoTime() - reading.nanos() > ASK_EVERY_NANOS) {
      askAgain();
    }
    // Microseconds are what the database keeps; more would not come back as it was written.
    long micros = (System.nanoTime() - reading.nanos()) / 1_000;
    return reading.time().plusNanos(micros * 1_000);
  }

  // Nobody waits for it: the last word, moved on by our own clock, is good enough until it answers.
  private void askAgain() {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    try {
      background.execute(
          () -> {
            try {
              last = ask();
            } catch (SQLException e) {
              LOG.log(Level.DEBUG, "The database's time stays what it was said to be", e);
            } finally {
              asking.set(false);
            }
          });
    } catch (RuntimeException e) {
      asking.set(false);
    }
  }

  private Reading ask() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      long nanos = System.nanoTime();
      return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), nanos);
    }
  }

  private record Reading(Instant time, long nanos) {}
}
