package io.atelier.bench;

import java.util.Map;
import java.util.stream.Stream;

/**
 * What one look for work costs where much was finished before: {@link
 * io.atelier.generation.ClaimProbe} looks inside a server whose own worker is off.
 */
final class ClaimsBench {
  private static final int IN_FLIGHT = 10_000;
  private static final int QUEUES = 200;
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 100;
  // Before the leases that the rounds before took run out, and more than the rounds take.
  private static final int AT_A_TIME = 20;
  private static final double GOAL = 1.2;

  private final Installation installation;
  private final Client client;
  private final Seeds seeds;
  private int measured;

  private ClaimsBench(Installation installation) throws Exception {
    this.installation = installation;
    this.client = installation.client();
    String job = client.order("template").replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    client.post("/bench/claims"); // it is in flight then, with an attempt and a stage
    this.seeds = new Seeds(installation, "'" + job + "'");
  }

  static void measure(int seconds) throws Exception {
    Map<String, String> settings =
        Map.of("GENERATION_SFX_PROVIDERS", "endless", "GENERATION_WORKER_ENABLED", "false");
    try (Installation installation = Installation.start("bench_claims", settings)) {
      new ClaimsBench(installation).run(seconds);
    }
  }

  private void run(int polls) throws Exception {
    seeds.processing("live", IN_FLIGHT, "'live-' || n % 2000", "now()");
    Figures.print("in flight; polled before each measurement", IN_FLIGHT, "jobs", polls + " times");
    look(polls); // for the compiler
    double[] empty = look(polls);
    print(0, empty, empty);
    seeds.finished("first", 100_000, "'done-' || n % 200");
    print(100_000, look(polls), empty);
    seeds.finished("second", 900_000, "'done-' || n % 200");
    print(1_000_000, look(polls), empty);
  }

  // The median and p95 of a whole look, and the medians of its three steps.
  private double[] look(int polls) throws Exception {
    Sample whole = new Sample();
    Sample[] steps = {new Sample(), new Sample(), new Sample()};
    seeds.pending("waiting-" + measured, QUEUES * 5, "'waits-' || n % " + QUEUES, "now()");
    for (int n = 0; n < polls; n++) {
      installation.execute(
          "UPDATE generation_job SET version = version + 1, lease_until = now() WHERE run_id = 'live'");
      installation.execute(
          "UPDATE generation_job SET version = version + 1, due_at = now() + random() * interval"
              + " '10 seconds' - interval '1 minute' WHERE run_id = 'live'");
    }
    installation.execute("VACUUM ANALYZE generation_job");
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      if (round % AT_A_TIME == 0) {
        installation.execute("UPDATE generation_job SET lease_until = NULL WHERE run_id = 'live'");
      }
      long[] answer =
          Stream.of(client.post("/bench/claims").split(" ")).mapToLong(Long::parseLong).toArray();
      if (answer[3] == 0 || answer[4] == 0) {
        throw new IllegalStateException("nothing was found");
      }
      if (round >= WARM_UP) {
        for (int step = 0; step < 3; step++) {
          steps[step].add(answer[step] / 1e6);
        }
        whole.add((answer[0] + answer[1] + answer[2]) / 1e6);
      }
    }
    installation.execute(
        "UPDATE generation_job SET status = 'COMPLETED', due_at = NULL, settled_at = now(), lease_until = NULL"
            + " WHERE run_id = 'waiting-"
            + measured++
            + "'");
    return new double[] {
      whole.quantile(0.5),
      whole.quantile(0.95),
      steps[0].quantile(0.5),
      steps[1].quantile(0.5),
      steps[2].quantile(0.5)
    };
  }

  private static void print(int finished, double[] figures, double[] empty) {
    String name = "%,d finished: a look, p50".formatted(finished);
    double ratio = figures[0] / empty[0];
    Figures.print(
        name,
        figures[0],
        "ms",
        finished == 0
            ? ""
            : Figures.ratio("without; ", ratio) + Figures.goal("1.2 x", ratio <= GOAL));
    Figures.print(
        "  p95",
        figures[1],
        "ms",
        "p50 of taking due jobs %.2f, finding queues %.2f, admitting %.2f ms"
            .formatted(figures[2], figures[3], figures[4]));
  }
}
