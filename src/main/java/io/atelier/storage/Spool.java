package io.atelier.storage;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;

/**
 * The room on this node's disk for reports on their way to their clients, so much for all of them.
 * Thread-safe.
 */
@ApplicationScoped
public class Spool {
  private static final String BYTES = "storage.spool-bytes";

  @Inject Config config;

  private final AtomicLong used = new AtomicLong();
  private long most;

  @PostConstruct
  void read() {
    most = config.getValue(BYTES, Long.class);
  }

  /** Every reason why there cannot be so much; empty when there can. */
  public List<String> objections() {
    return most < 1 ? List.of(BYTES + " must be 1 or more") : List.of();
  }

  /** A report that nothing is written of yet; whoever opens it closes it. */
  public Spooled open() throws IOException {
    return new Spooled(this);
  }

  /**
   * Takes room.
   *
   * @throws ProblemException {@code UNAVAILABLE} if there is not so much
   */
  void take(long bytes) {
    if (used.addAndGet(bytes) > most) {
      give(bytes);
      throw new ProblemException(
          ErrorCode.UNAVAILABLE,
          "There is no room for a report as large beside those that are being sent; repeat it"
              + " later, or ask for less with from and to.");
    }
  }

  /** Gives room back. */
  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  /** How much is taken. */
  long used() {
    return used.get();
  }
}
