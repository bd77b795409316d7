package io.atelier.storage;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The room on this node's disk for reports on their way to their clients, so much for all of them,
 * and of that so much for a tenant, who has a few of them at a time: each holds a connection to the
 * database while it is made. Thread-safe.
 */
@ApplicationScoped
public class Spool {
  private static final String BYTES = "storage.spool-bytes";
  private static final String BYTES_OF_TENANT = "storage.spool-bytes-per-tenant";
  private static final String REPORTS_OF_TENANT = "storage.reports-per-tenant";

  @Inject Config config;

  private final AtomicLong used = new AtomicLong();
  // Nobody who has no report is in it.
  private final ConcurrentMap<String, Share> shares = new ConcurrentHashMap<>();
  private long most;
  private long mostOfTenant;
  private int mostReports;

  @PostConstruct
  void read() {
    most = config.getValue(BYTES, Long.class);
    mostOfTenant = config.getValue(BYTES_OF_TENANT, Long.class);
    mostReports = config.getValue(REPORTS_OF_TENANT, Integer.class);
  }

  /** Every reason why there cannot be so much; empty when there can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    objectTo(BYTES, most, objections);
    objectTo(BYTES_OF_TENANT, mostOfTenant, objections);
    objectTo(REPORTS_OF_TENANT, mostReports, objections);
    return objections;
  }

  private static void objectTo(String key, long value, List<String> objections) {
    if (value < 1) {
      objections.add(key + " must be 1 or more");
    }
  }

  /**
   * A report that nothing is written of yet, for somebody of that tenant; whoever opens it closes
   * it.
   *
   * @throws ProblemException {@code TOO_MANY_REPORTS} if the tenant has as many as it may have
   */
  public Spooled open(String tenant) throws IOException {
    boolean opened = false;
    Share share = change(tenant, 1, 0);
    try {
      if (share != null && share.reports() > mostReports) {
        throw new ProblemException(
            ErrorCode.TOO_MANY_REPORTS,
            "This tenant has %d reports under way already; ask again when one of them is read."
                .formatted(mostReports));
      }
      Spooled report = new Spooled(this, tenant);
      opened = true;
      return report;
    } finally {
      if (!opened) {
        change(tenant, -1, 0);
      }
    }
  }

  /**
   * Takes room.
   *
   * @throws ProblemException {@code TOO_MANY_REPORTS} if the tenant has no such share, {@code
   *     NO_ROOM_FOR_REPORT} if the node has not so much; nothing is taken then
   */
  void take(String tenant, long bytes) {
    Share share = change(tenant, 0, bytes);
    boolean beyondShare = share != null && share.bytes() > mostOfTenant;
    if (used.addAndGet(bytes) > most || beyondShare) {
      give(tenant, bytes);
      throw beyondShare
          ? new ProblemException(
              ErrorCode.TOO_MANY_REPORTS,
              "A tenant's reports take %d bytes at most; repeat it when the others are read, or ask"
                      .formatted(mostOfTenant)
                  + " for less with from and to.")
          : new ProblemException(
              ErrorCode.NO_ROOM_FOR_REPORT,
              "There is no room for a report as large beside those that are being sent; repeat it"
                  + " later, or ask for less with from and to.");
    }
  }

  /** Gives room back. */
  void give(String tenant, long bytes) {
    used.addAndGet(-bytes);
    change(tenant, 0, -bytes);
  }

  /** A report is closed, and its room given back. */
  void end(String tenant) {
    change(tenant, -1, 0);
  }

  private @Nullable Share change(String tenant, int reports, long bytes) {
    return shares.compute(
        tenant,
        (name, before) -> {
          Share share = before == null ? Share.NONE : before;
          Share after = new Share(share.reports() + reports, share.bytes() + bytes);
          return after.equals(Share.NONE) ? null : after;
        });
  }

  /** How much is taken. */
  long used() {
    return used.get();
  }

  /** What a tenant has of it. */
  private record Share(int reports, long bytes) {
    static final Share NONE = new Share(0, 0);
  }
}
