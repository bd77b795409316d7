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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;

/**
 * Sends large bodies, of each tenant so many at a time, and of all tenants: each holds a file open
 * for as long as its reader takes, and the server has only so many. Thread-safe.
 */
@ApplicationScoped
public class LargeReads {
  private static final String OF_ALL = "artifact.large-reads";
  private static final String OF_TENANT = "artifact.large-reads-per-tenant";

  @Inject Config config;

  /** Runs whatever may wait for a slow reader. */
  @Resource(lookup = AssetServlet.READERS)
  ManagedExecutorService readers;

  // Nobody who reads nothing is in it.
  private final ConcurrentMap<TenantId, Integer> reads = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();
  private int mostOfAll;
  private int mostOfTenant;

  @PostConstruct
  void read() {
    mostOfAll = config.getValue(OF_ALL, Integer.class);
    mostOfTenant = config.getValue(OF_TENANT, Integer.class);
  }

  /** Every reason why it cannot be so many; empty when it can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (mostOfAll < 1) {
      objections.add(OF_ALL + " must be 1 or more");
    }
    if (mostOfTenant < 1) {
      objections.add(OF_TENANT + " must be 1 or more");
    }
    return objections;
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
    if (reads.merge(tenant, 1, Integer::sum) > mostOfTenant) {
      leave(tenant);
      throw new ProblemException(
          ErrorCode.TOO_MANY_READS,
          "This tenant reads %d large assets already; go on when one of them is read."
              .formatted(mostOfTenant));
    }
    if (all.incrementAndGet() > mostOfAll) {
      end(tenant);
      throw new ProblemException(
          ErrorCode.TOO_MANY_READS,
          "This node sends %d large assets already; try again in a moment.".formatted(mostOfAll));
    }
  }

  void end(TenantId tenant) {
    all.decrementAndGet();
    leave(tenant);
  }

  private void leave(TenantId tenant) {
    reads.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1);
  }
}
