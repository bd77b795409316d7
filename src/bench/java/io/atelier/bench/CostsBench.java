package io.atelier.bench;

import java.time.Duration;
import java.util.Map;

/** How long reports of costs take over a ledger of a million lines, asked for over HTTP. */
final class CostsBench {
  private static final int LINES = 1_000_000;
  private static final double GOAL_MILLIS = 300;
  private static final String MONTHS = "groupBy=month,tenant,provider";

  private CostsBench() {}

  static void measure(int seconds) throws Exception {
    try (Installation installation =
        Installation.start("bench_costs", Map.of("GENERATION_WORKER_ENABLED", "false"))) {
      long begin = System.nanoTime();
      fill(installation);
      Figures.print("ledger filled with", LINES, "lines", since(begin) + " s");
      begin = System.nanoTime();
      // What the lines left is merged by the server itself, every ten seconds.
      installation.await(
          "SELECT 1 - least(count(*), 1) FROM (SELECT 1 FROM cost_sum WHERE NOT merged LIMIT 1) AS"
              + " fresh",
          1,
          Duration.ofMinutes(4));
      Figures.print(
          "sums of months, of those lines",
          installation.number("SELECT count(*) FROM cost_sum"),
          "rows",
          "merged within " + since(begin) + " s");
      installation.execute("VACUUM ANALYZE cost_sum");
      installation.execute("VACUUM ANALYZE cost_entry");
      Client client = installation.client();
      String operator = client.operator();
      print("all months by tenant and provider", ask(client, operator, seconds, MONTHS), true);
      print(
          "one month by tenant and provider",
          ask(client, operator, seconds, "groupBy=tenant,provider&from=2026-03-01&to=2026-04-01"),
          true);
      print(
          "all months by tenant and provider, whole, as CSV",
          ask(client, operator, seconds, MONTHS + "&format=csv"),
          true);
      print(
          "a tenant's months by provider and model",
          ask(client, operator, seconds, "groupBy=month,provider,model&tenant=tenant-7"),
          true);
      print(
          "a tenant's days by provider, of the lines themselves",
          ask(client, operator, seconds, "groupBy=day,provider&tenant=tenant-7"),
          false);
      print(
          "all by resolution, of the lines themselves",
          ask(client, operator, 1, "groupBy=resolution"),
          false);
      begin = System.nanoTime();
      long lines =
          client.get("/api/v1/costs/entries?format=csv&tenant=tenant-7", operator).lines().count();
      Figures.print("a tenant's lines as CSV", lines, "lines", since(begin) + " s");
    }
  }

  private static String since(long nanos) {
    return "%.1f".formatted((System.nanoTime() - nanos) / 1e9);
  }

  // Without the checks of foreign keys: there are no jobs of these lines.
  private static void fill(Installation installation) throws Exception {
    installation.execute(
        """
        ALTER TABLE cost_entry DROP CONSTRAINT cost_entry_stage_id_fkey,
          DROP CONSTRAINT cost_entry_job_id_fkey
        """);
    installation.execute(
        """
        INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider, amount,
          basis, currency, recorded_at, kind, skill, model, parameters, accepted_at)
        SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'tenant-' || n %% 200,
          'run-' || n %% 5000, 's-' || n,
          (ARRAY['nano-banana', 'suno', 'meshy', 'procedural'])[1 + n / 200 %% 4],
          CASE WHEN n %% 500 = 0 THEN NULL ELSE round(CAST(random() AS numeric), 6) END,
          CASE WHEN n %% 500 = 0 THEN 'UNKNOWN' WHEN n %% 100 = 1 THEN 'POSSIBLE' ELSE 'COMPUTED' END,
          'USD', now(), (ARRAY['VIDEO', 'BGM', 'MODEL_3D', 'IMAGE'])[1 + n / 200 %% 4],
          'skill-' || n / 200 %% 4, 'model-' || n %% 7, '{"resolution":"1080p","duration_seconds":"15"}',
          timestamptz '2026-01-01 00:00Z' + n * interval '31 seconds'
        FROM generate_series(1, %d) AS n
        """
            .formatted(LINES));
    installation.execute(
        """
        INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider, corrects,
          amount, basis, currency, recorded_at, kind, skill, model, parameters, accepted_at)
        SELECT gen_random_uuid(), stage_id, job_id, tenant_id, run_id, step_id, provider, id,
          -amount, 'REPORTED', currency, now(), kind, skill, model, parameters, accepted_at
        FROM cost_entry WHERE basis = 'POSSIBLE' LIMIT 5000
        """);
  }

  private static Sample ask(Client client, String operator, int seconds, String query)
      throws Exception {
    String path = "/api/v1/costs?" + query;
    client.get(path, operator);
    Sample sample = new Sample();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    do {
      long begin = System.nanoTime();
      client.get(path, operator);
      sample.add((System.nanoTime() - begin) / 1e6);
    } while (System.nanoTime() < end);
    return sample;
  }

  private static void print(String name, Sample sample, boolean hasGoal) {
    double p95 = sample.quantile(0.95);
    Figures.print(name + ", p50", sample.quantile(0.5), "ms");
    Figures.print("  p95", p95, "ms", hasGoal ? Figures.goal("300 ms", p95 <= GOAL_MILLIS) : "");
  }
}
