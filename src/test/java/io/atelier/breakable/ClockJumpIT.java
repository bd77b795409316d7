package io.atelier.breakable;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.LiveServer;
import io.atelier.OwnServers;
import io.atelier.ServerProcess;
import io.atelier.WallClock;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failures.md, rule 5: leases and deadlines go by the database's time, so a node whose own clock
 * jumps by hours, forward and back, takes nobody's jobs, gives up none of its own, and goes on.
 */
@OwnServers
class ClockJumpIT {
  private static final Duration FORWARD = Duration.ofHours(3);
  private static final Duration BACK = Duration.ofHours(-2);

  /** One more than run at a time. */
  private static final int JOBS = 6;

  private static final int RUNNING = 5;

  @TempDir static Path directory;

  @Test
  void a_clock_that_jumps_by_hours_and_back_steals_no_lease_and_ends_no_job() throws Exception {
    WallClock clock = new WallClock(directory.resolve("clock"));
    Path war = BreakableWar.write(directory.resolve("atelier.war"));
    try (BreakableProcess provider = new BreakableProcess(directory.resolve("provider"));
        ServerProcess right =
            ServerProcess.development("clock_jump_it")
                .deploying(war)
                .with("BREAKABLE_BASE_URL", provider.url().toString())
                .with("BREAKABLE_TIMEOUT", "PT30S")
                .with("GENERATION_LEASE_TIME", "PT6S")
                .with("GENERATION_IMAGE_PROVIDERS", "breakable-none")
                .with("GENERATION_IMAGE_TIMEOUT", "PT1M")
                .with("GENERATION_IMAGE_POLL_INTERVAL", "PT1S");
        ServerProcess jumping = clock.of(right.node("clock_jump_it_two").deploying(war))) {
      right.start();
      jumping.start();

      List<String> before = order(right, "before", "accepts-after:3 slow:1");
      awaitBegun(right, RUNNING);
      clock.set(FORWARD, jumping);
      String asset =
          settled(right, before).get(0).getJsonObject("artifact").getString("signed_uri");
      assertThat(status(jumping, asset.substring(right.url().length())))
          .as("it is signed for an hour of the database's time")
          .isEqualTo(200);

      List<String> ahead = order(jumping, "ahead", "accepts-after:3 slow:4");
      awaitBegun(right, JOBS + RUNNING);
      clock.set(BACK, jumping);
      await(
          right,
          "SELECT count(*) >= " + (JOBS + RUNNING) + " FROM stage WHERE outcome = 'ACCEPTED'");
      await(
          right,
          """
          SELECT count(*) > 0 AND bool_and(deadline_at = started_at + interval '1 min'
            AND started_at BETWEEN now() - interval '1 min' AND now() + interval '1 s')
          FROM generation_job WHERE status = 'PROCESSING'
          """);
      right.kill();

      List<JsonObject> settled = settled(jumping, before);
      settled.addAll(settled(jumping, ahead));
      settled.addAll(settled(jumping, order(jumping, "behind", "slow:0")));
      assertThat(settled)
          .allSatisfy(
              job -> {
                assertThat(job.getString("status")).isEqualTo("COMPLETED");
                assertThat(job.getJsonArray("attempts")).hasSize(1);
              });
      assertThat(provider.ledger()).filteredOn(one -> one.is("create")).hasSize(3 * JOBS);
      assertThat(provider.ledger()).filteredOn(one -> one.is("charge")).hasSize(3 * JOBS);
      assertThat(
              texts(
                  jumping,
                  """
                  SELECT string_agg(type, ' ' ORDER BY xid, seq) FROM event
                  WHERE job_id IS NOT NULL GROUP BY job_id
                  """))
          .hasSize(3 * JOBS)
          .containsOnly("job.accepted job.started job.completed");
      assertThat(
              texts(
                  jumping,
                  """
                  SELECT at FROM (
                    SELECT created_at FROM event UNION SELECT created_at FROM artifact
                    UNION SELECT unnest(ARRAY[created_at, started_at, settled_at])
                      FROM generation_job) AS times (at)
                  WHERE at NOT BETWEEN now() - interval '10 min' AND now() + interval '1 s'
                  """))
          .as("no time on record is of the clock that jumped")
          .isEmpty();
    }
  }

  private static List<String> order(ServerProcess server, String step, String tags) {
    List<String> jobs = new ArrayList<>();
    String bearer = token(server);
    for (int i = 0; i < JOBS; i++) {
      String body =
          """
          {"skill":"generate_texture","step":"%s-%d",
           "input":{"prompt":"gold tenant:acme %s","size":512}}
          """
              .formatted(step, i, tags);
      HttpResponse<byte[]> accepted =
          LiveServer.send(
              LiveServer.request(URI.create(server.url() + "/api/v1/runs/run/steps"), bearer)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build());
      assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
      jobs.add(LiveServer.json(accepted).getString("id"));
    }
    return jobs;
  }

  private static List<JsonObject> settled(ServerProcess server, List<String> jobs) {
    String bearer = token(server);
    return new ArrayList<>(
        jobs.stream()
            .map(job -> URI.create(server.url() + "/api/v1/jobs/" + job))
            .map(job -> LiveServer.settled(job, bearer))
            .toList());
  }

  private static int status(ServerProcess server, String path) {
    return LiveServer.send(HttpRequest.newBuilder(URI.create(server.url() + path)).build())
        .statusCode();
  }

  private static void awaitBegun(ServerProcess server, int creates) throws Exception {
    await(server, "SELECT count(*) = " + creates + " FROM stage WHERE begun_at IS NOT NULL");
  }

  private static void await(ServerProcess server, String condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!texts(server, condition).equals(List.of("t"))) {
      assertThat(System.nanoTime()).as(condition).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static List<String> texts(ServerProcess server, String sql) throws Exception {
    try (Connection database = server.database();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static String token(ServerProcess server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme&groups=creator"))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }
}
