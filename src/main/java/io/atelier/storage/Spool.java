package io.atelier.storage;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The room on this node's disk for reports on their way to their clients, so much for all of them,
 * and of that so much for a tenant; and how many of them there are at a time, of all tenants and of
 * one, and how long each may take: it holds a connection to the database while it is made.
 * Thread-safe.
 */
@ApplicationScoped
public class Spool {
  private static final String BYTES = "storage.spool-bytes";
  private static final String BYTES_OF_TENANT = "storage.spool-bytes-per-tenant";
  private static final String REPORTS = "storage.reports";
  private static final String TIME = "storage.report-time";
  private static final String REPORTS_OF_TENANT = "storage.reports-per-tenant";

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  @Inject Config config;

  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger reports = new AtomicInteger();
  // Nobody who has no report is in it.
  private final ConcurrentMap<String, Share> shares = new ConcurrentHashMap<>();
  private long most;
  private long mostOfTenant;
  private int mostReports;
  private int mostReportsOfTenant;
  private Duration time = Duration.ZERO;

  @PostConstruct
  void read() {
    most = config.getValue(BYTES, Long.class);
    mostOfTenant = config.getValue(BYTES_OF_TENANT, Long.class);
    mostReports = config.getValue(REPORTS, Integer.class);
    mostReportsOfTenant = config.getValue(REPORTS_OF_TENANT, Integer.class);
    time = config.getValue(TIME, Duration.class);
  }

  /** Every reason why there cannot be so much; empty when there can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    objectTo(BYTES, most, objections);
    objectTo(BYTES_OF_TENANT, mostOfTenant, objections);
    objectTo(REPORTS, mostReports, objections);
    objectTo(REPORTS_OF_TENANT, mostReportsOfTenant, objections);
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      objections.add(TIME + " must be from PT1S to P1D");
    }
    return objections;
  }

  private static void objectTo(String key, long value, List<String> objections) {
    if (value < 1) {
      objections.add(key + " must be 1 or more");
    }
  }

  /** How long a report may take until all of it is there. */
  public Duration time() {
    return time;
  }

  /**
   * A report that nothing is written of yet, for somebody of that tenant; whoever opens it closes
   * it.
   *
   * @throws ProblemException {@code TOO_MANY_REPORTS} if the tenant has as many as it may have,
   *     {@code NO_ROOM_FOR_REPORT} if the node has
   */
  public Spooled open(String tenant) throws IOException {
    boolean opened = false;
    int all = reports.incrementAndGet();
    Share share = change(tenant, 1, 0);
    try {
      if (share != null && share.reports() > mostReportsOfTenant) {
        throw new ProblemException(
            ErrorCode.TOO_MANY_REPORTS,
            "This tenant has %d reports under way already; ask again when one of them is read."
                .formatted(mostReportsOfTenant));
      }
      if (all > mostReports) {
        throw new ProblemException(
            ErrorCode.NO_ROOM_FOR_REPORT,
            "As many reports are under way here as there may be; ask again in a moment.");
      }
      Spooled report = new Spooled(this, tenant);
      opened = true;
      return report;
    } finally {
      if (!opened) {
        end(tenant);
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
    reports.decrementAndGet();
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
