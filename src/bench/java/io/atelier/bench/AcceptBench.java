package io.atelier.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** How long it takes until an accepted step is committed and said so, at a steady rate. */
final class AcceptBench {
  private static final int RATE = 200;
  private static final int TENANTS = 50;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final double GOAL_MILLIS = 10;

  private AcceptBench() {}

  static void measure(int seconds) throws Exception {
    Duration time = Duration.ofSeconds(seconds);
    try (Installation installation =
        Installation.start(
            "bench_accept",
            Map.of("GENERATION_SFX_PROVIDERS", "instant", "GENERATION_WORKER_ENABLED", "false"))) {
      Sample off = accept(installation, time);
      Sample peer = insert(installation, time);
      print("one INSERT and commit", peer, peer);
      print("accepted, worker off", off, peer);
      // What was accepted is not to be measured with: it would keep the worker busy.
      installation.execute("TRUNCATE generation_job CASCADE");
      installation.restart(Map.of("GENERATION_WORKER_ENABLED", "true"));
      print("accepted, worker on, all of it made meanwhile", accept(installation, time), peer);
      Figures.print(
          "  of which completed when the last was accepted",
          installation.number(
              "SELECT count(*) * 100 / (SELECT count(*) FROM generation_job) FROM generation_job"
                  + " WHERE status = 'COMPLETED'"),
          "%");
    }
  }

  private static Sample accept(Installation installation, Duration time) throws Exception {
    Client client = installation.client();
    List<String> tenants = client.tenants(TENANTS);
    SteadyLoad.Call call = n -> client.order(tenants.get(n % TENANTS));
    // As fast as it can, then as it is measured: a server that runs for days is compiled, and idle.
    Warmth.of(() -> ClosedLoop.of(WARM_UP, call));
    SteadyLoad.of(RATE, Duration.ofSeconds(Math.max(3, time.toSeconds())), call);
    return SteadyLoad.of(RATE, time, call);
  }

  private static Sample insert(Installation installation, Duration time) throws Exception {
    installation.execute("CREATE TABLE peer (id bigserial PRIMARY KEY, order_text text)");
    int connections = 20;
    BlockingQueue<PreparedStatement> idle = new ArrayBlockingQueue<>(connections);
    for (int n = 0; n < connections; n++) {
      Connection connection = installation.server().database();
      idle.add(connection.prepareStatement("INSERT INTO peer (order_text) VALUES (?)"));
    }
    String text = "x".repeat(500);
    SteadyLoad.Call call =
        n -> {
          PreparedStatement statement = idle.take();
          statement.setString(1, text);
          statement.executeUpdate();
          idle.add(statement);
        };
    SteadyLoad.of(RATE, Duration.ofSeconds(2), call);
    Sample sample = SteadyLoad.of(RATE, time, call);
    for (PreparedStatement statement : idle) {
      statement.getConnection().close();
    }
    return sample;
  }

  private static void print(String name, Sample sample, Sample peer) {
    for (double part : new double[] {0.5, 0.99}) {
      double millis = sample.quantile(part);
      String beside =
          sample == peer
              ? ""
              : Figures.ratio("INSERT", millis / peer.quantile(part))
                  + (part == 0.5 ? "" : "; " + Figures.goal("10 ms", millis <= GOAL_MILLIS));
      Figures.print(name + ", p" + Math.round(100 * part), millis, "ms", beside);
    }
  }
}
