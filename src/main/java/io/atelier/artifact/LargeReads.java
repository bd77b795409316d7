package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.Config;

/**
 * Sends large bodies, of each tenant so many at a time: each holds a file open for as long as its
 * reader takes, and the server has only so many for all tenants. Thread-safe.
 */
@ApplicationScoped
public class LargeReads {
  private static final String SETTING = "artifact.large-reads-per-tenant";

  @Inject Config config;

  /** Runs whatever may wait for a slow reader. */
  @Resource(lookup = AssetServlet.READERS)
  ManagedExecutorService readers;

  // Nobody who reads nothing is in it.
  private final ConcurrentMap<TenantId, Integer> reads = new ConcurrentHashMap<>();
  private int most;

  @PostConstruct
  void read() {
    most = config.getValue(SETTING, Integer.class);
  }

  /** Every reason why it cannot be so many; empty when it can. */
  public List<String> objections() {
    return most < 1 ? List.of(SETTING + " must be 1 or more") : List.of();
  }

  /**
   * Begins to send; returns before it is done. The body is closed in the end.
   *
   * @throws ProblemException {@code TOO_MANY_READS}
   */
  void send(TenantId tenant, AssetBody body, HttpServletRequest request) throws IOException {
    begin(tenant);
    boolean sending = false;
    try {
      body.open();
      Executor executor = readers;
      BodyWriter.send(body, request.startAsync(), executor, () -> end(tenant));
      sending = true;
    } finally {
      if (!sending) {
        body.close();
        end(tenant);
      }
    }
  }

  /** Counts one more; {@link #end} is to follow, unless it is refused. */
  void begin(TenantId tenant) {
    if (reads.merge(tenant, 1, Integer::sum) > most) {
      end(tenant);
      throw new ProblemException(
          ErrorCode.TOO_MANY_READS,
          "This tenant reads %d large assets already; go on when one of them is read."
              .formatted(most));
    }
  }

  void end(TenantId tenant) {
    reads.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1);
  }
}
