package io.atelier.bench;

import java.time.Duration;
import java.util.Map;

/** How long one tenant's only job waits behind another's hundred thousand, at one account. */
final class FairnessBench {
  private static final int QUEUED = 100_000;
  private static final int CAP = 4;
  private static final int TENANTS = 20;

  private FairnessBench() {}

  static void measure(int seconds) throws Exception {
    Map<String, String> settings =
        Map.of(
            "GENERATION_SFX_PROVIDERS",
            "instant",
            "GENERATION_SFX_LIMIT",
            String.valueOf(CAP),
            "GENERATION_ACCOUNT_CAP_INSTANT",
            String.valueOf(CAP));
    try (Installation installation = Installation.start("bench_fairness", settings)) {
      Client client = installation.client();
      client.order("template");
      installation.await(
          "SELECT count(*) FROM generation_job WHERE status = 'COMPLETED'",
          1,
          Duration.ofMinutes(1));
      Seeds.ofTheOnlyJob(installation).pending("many", QUEUED, "'big'", "now()");
      installation.execute("VACUUM ANALYZE");
      String done = "SELECT count(*) FROM generation_job WHERE status = 'COMPLETED' AND ";
      installation.await(done + "tenant_id = 'big'", 20, Duration.ofMinutes(1));
      long bigBefore = installation.number(done + "tenant_id = 'big'");
      long begin = System.nanoTime();
      for (int n = 0; n < TENANTS; n++) {
        client.order("small-" + n);
        installation.await(done + "tenant_id = 'small-" + n + "'", 1, Duration.ofMinutes(1));
      }
      double rate =
          (installation.number(done + "tenant_id = 'big'") - bigBefore)
              / ((System.nanoTime() - begin) / 1e9);
      Figures.print("queued of one tenant, at an account of " + CAP, QUEUED, "jobs");
      Figures.print("of its jobs made a second meanwhile", rate, "jobs/s");
      String before =
          """
          WITH small AS (SELECT created_at, started_at,
              (SELECT count(*) FROM generation_job big WHERE big.tenant_id = 'big'
                AND big.started_at >= small.created_at AND big.started_at < small.started_at) AS before,
              started_at - created_at AS waited
            FROM generation_job small WHERE tenant_id LIKE 'small-%')
          """;
      Figures.print(
          "admitted of it between another's only job and its start, p50",
          installation.number(
              before + "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY before) FROM small"),
          "jobs",
          "of " + TENANTS + " tried; goal: none but what was being admitted");
      Figures.print(
          "  most", installation.number(before + "SELECT max(before) FROM small"), "jobs");
      Figures.print(
          "until the only job began, p50",
          installation.number(
              before
                  + "SELECT extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY waited))"
                  + " * 1000 FROM small"),
          "ms",
          "%.0f s if it had waited for its turn of age".formatted(QUEUED / rate));
      Figures.print(
          "  most",
          installation.number(before + "SELECT extract(epoch FROM max(waited)) * 1000 FROM small"),
          "ms");
    }
  }
}
