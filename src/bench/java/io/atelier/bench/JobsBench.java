package io.atelier.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How many jobs a second go through their whole life, beside db-scheduler on the same database. */
final class JobsBench {
  private static final int TENANTS = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String COMPLETED =
      "SELECT count(*) FROM generation_job WHERE status = 'COMPLETED'";

  private JobsBench() {}

  static void measure(int seconds) throws Exception {
    int jobs;
    double whole;
    double queued;
    try (Installation installation =
        Installation.start("bench_jobs", Map.of("GENERATION_SFX_PROVIDERS", "instant"))) {
      Client client = installation.client();
      List<String> tenants = client.tenants(TENANTS);
      SteadyLoad.Call order = n -> client.order(tenants.get(n % TENANTS));
      ClosedLoop.of(WARM_UP, order); // until most of it is compiled
      installation.await(COMPLETED, all(installation), PATIENCE);
      long before = installation.number(COMPLETED);

      long begin = System.nanoTime();
      ClosedLoop.of(Duration.ofSeconds(seconds), order);
      double accepting = (System.nanoTime() - begin) / 1e9;
      long accepted = all(installation) - before;
      installation.await(COMPLETED, before + accepted, PATIENCE);
      whole = accepted / ((System.nanoTime() - begin) / 1e9);
      jobs = (int) accepted;
      Figures.print("accepted meanwhile, over HTTP", accepted / accepting, "jobs/s");

      // As many again, from the queue alone.
      new Seeds(installation, "(SELECT id FROM generation_job LIMIT 1)")
          .pending("queued", jobs, "'bench-' || n % " + TENANTS, "now() + interval '1 hour'");
      installation.execute("VACUUM ANALYZE");
      installation.execute("UPDATE generation_job SET due_at = now() WHERE status = 'PENDING'");
      begin = System.nanoTime();
      installation.await(COMPLETED, before + 2 * accepted, PATIENCE);
      queued = jobs / ((System.nanoTime() - begin) / 1e9);
    }
    try (DbScheduler peer = DbScheduler.start()) {
      peer.warmUp(Math.max(200, jobs / 4));
      double theirs = peer.wholeLife(jobs, ClosedLoop.CALLERS);
      double theirsQueued = peer.fromTheQueue(jobs);
      Figures.print("jobs measured with, of " + TENANTS + " tenants", jobs, "jobs");
      Figures.print("db-scheduler, insert to complete", theirs, "jobs/s");
      Figures.print(
          "Atelier, POST to COMPLETED",
          whole,
          "jobs/s",
          Figures.ratio("db-scheduler; ", whole / theirs) + Figures.goal("1 x", whole >= theirs));
      Figures.print("db-scheduler, from the queue alone", theirsQueued, "jobs/s");
      Figures.print(
          "Atelier, from the queue alone",
          queued,
          "jobs/s",
          Figures.ratio("db-scheduler", queued / theirsQueued));
    }
  }

  private static long all(Installation installation) throws Exception {
    return installation.number("SELECT count(*) FROM generation_job");
  }
}
