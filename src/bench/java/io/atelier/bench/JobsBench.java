package io.atelier.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How many jobs a second go through their whole life, beside db-scheduler on the same database:
 * accepted by callers in the server's own process, as the peer's are, and over HTTP, as users' are.
 */
final class JobsBench {
  private static final int TENANTS = 200;
  private static final int WARM_UP_SECONDS = 20;
  private static final int PEERS_WARM_UP = 10_000;
  private static final String CALLS =
      "/bench/jobs?tenants=" + TENANTS + "&callers=" + ClosedLoop.CALLERS + "&seconds=%d";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  // By the indexes of live jobs: counting all that there are, again and again, would cost as much
  // of the machine as what is measured.
  private static final String NOTHING_LIVE =
      """
      SELECT CAST(NOT EXISTS (SELECT 1 FROM generation_job WHERE status = 'PENDING')
        AND NOT EXISTS (SELECT 1 FROM generation_job WHERE status IN ('PROCESSING', 'CANCELLING'))
        AS integer)
      """;

  private JobsBench() {}

  static void measure(int seconds) throws Exception {
    Rate called;
    Rate overHttp;
    double queued;
    try (Installation installation =
        Installation.start("bench_jobs", Map.of("GENERATION_SFX_PROVIDERS", "instant"))) {
      Client client = installation.client();
      List<String> tenants = client.tenants(TENANTS);
      SteadyLoad.Call order = n -> client.order(tenants.get(n % TENANTS));
      Accepting http = time -> ClosedLoop.of(Duration.ofSeconds(time), order);
      Accepting calls = time -> client.post(CALLS.formatted(time));
      Warmth.of(() -> wholeLife(installation, http, WARM_UP_SECONDS).perSecond());
      overHttp = wholeLife(installation, http, seconds);
      Warmth.of(() -> wholeLife(installation, calls, WARM_UP_SECONDS).perSecond());
      called = wholeLife(installation, calls, seconds);
      queued = fromTheQueue(installation, called.jobs());
    }
    try (DbScheduler peer = DbScheduler.start()) {
      Warmth.of(() -> peer.wholeLife(PEERS_WARM_UP, ClosedLoop.CALLERS));
      double theirs = peer.wholeLife(called.jobs(), ClosedLoop.CALLERS);
      double theirsQueued = peer.fromTheQueue(called.jobs());
      Figures.print("jobs measured with, of " + TENANTS + " tenants", called.jobs(), "jobs");
      Figures.print("db-scheduler, call to complete", theirs, "jobs/s");
      double ratio = called.perSecond() / theirs;
      print(
          "Atelier, call to COMPLETED",
          called.perSecond(),
          Figures.ratio("db-scheduler; ", ratio) + Figures.goal("1 x", ratio >= 1));
      print(
          "Atelier, POST to COMPLETED",
          overHttp.perSecond(),
          Figures.ratio("db-scheduler, which has no HTTP", overHttp.perSecond() / theirs));
      Figures.print("db-scheduler, from the queue alone", theirsQueued, "jobs/s");
      print(
          "Atelier, from the queue alone",
          queued,
          Figures.ratio("db-scheduler", queued / theirsQueued));
    }
  }

  private static void print(String name, double rate, String comparison) {
    Figures.print(name, rate, "jobs/s", comparison);
  }

  // From the first call to the last completion.
  private static Rate wholeLife(Installation installation, Accepting accepting, int seconds)
      throws Exception {
    long before = all(installation);
    long begin = System.nanoTime();
    accepting.accept(seconds);
    installation.await(NOTHING_LIVE, 1, PATIENCE);
    double took = (System.nanoTime() - begin) / 1e9;
    int jobs = (int) (all(installation) - before);
    return new Rate(jobs, jobs / took);
  }

  private static double fromTheQueue(Installation installation, int jobs) throws Exception {
    Client client = installation.client();
    String operator = client.operator();
    client.post("/api/v1/admission/pause", operator);
    new Seeds(installation, "(SELECT id FROM generation_job LIMIT 1)")
        .pending("queued", jobs, "'bench-' || n % " + TENANTS, "now()");
    installation.execute("VACUUM ANALYZE");
    long begin = System.nanoTime();
    client.post("/api/v1/admission/resume", operator);
    installation.await(NOTHING_LIVE, 1, PATIENCE);
    return jobs / ((System.nanoTime() - begin) / 1e9);
  }

  private static long all(Installation installation) throws Exception {
    return installation.number("SELECT count(*) FROM generation_job");
  }

  /** Has jobs accepted, as fast as can be, for so many seconds. */
  @FunctionalInterface
  private interface Accepting {
    void accept(int seconds) throws Exception;
  }

  private record Rate(int jobs, double perSecond) {}
}
