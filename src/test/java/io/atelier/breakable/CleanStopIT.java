package io.atelier.breakable;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.LiveServer;
import io.atelier.OwnServers;
import io.atelier.ServerProcess;
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
 * Failures.md, rule 14: a node that is stopped while creates are on their way hears their answers;
 * meanwhile its leases do not run out, or the other node would take them for lost.
 */
@OwnServers
class CleanStopIT {
  private static final int JOBS = 4;

  @TempDir static Path directory;

  @Test
  void what_is_being_sent_when_its_node_is_stopped_is_made_once_and_never_in_doubt()
      throws Exception {
    Path war = BreakableWar.write(directory.resolve("atelier.war"));
    try (BreakableProcess provider = new BreakableProcess(directory.resolve("provider"));
        ServerProcess one =
            ServerProcess.development("clean_stop_it")
                .deploying(war)
                .with("BREAKABLE_BASE_URL", provider.url().toString())
                .with("BREAKABLE_TIMEOUT", "PT30S")
                .with("GENERATION_LEASE_TIME", "PT6S")
                .with("GENERATION_IMAGE_PROVIDERS", "breakable-none")
                .with("GENERATION_IMAGE_TIMEOUT", "PT5M")
                .with("GENERATION_IMAGE_POLL_INTERVAL", "PT1S");
        ServerProcess two = one.node("clean_stop_it_two").deploying(war)) {
      one.start();
      two.start();
      String bearer = token(one);
      List<URI> jobs = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        String job = order(one.url(), bearer, "step-" + i);
        jobs.add(URI.create(two.url() + "/api/v1/jobs/" + job));
      }
      await(one, "SELECT count(*) = " + JOBS + " FROM stage WHERE begun_at IS NOT NULL");

      one.stop();

      List<JsonObject> settled = jobs.stream().map(job -> LiveServer.settled(job, bearer)).toList();
      assertThat(settled)
          .allSatisfy(
              job -> {
                assertThat(job.getString("status")).isEqualTo("COMPLETED");
                assertThat(job.getJsonArray("attempts")).hasSize(1);
              });
      assertThat(provider.ledger()).filteredOn(entry -> entry.is("charge")).hasSize(JOBS);
    }
  }

  private static void await(ServerProcess server, String condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (Connection database = server.database();
        Statement statement = database.createStatement()) {
      boolean met = false;
      while (!met) {
        assertThat(System.nanoTime()).as(condition).isLessThan(end);
        try (ResultSet row = statement.executeQuery(condition)) {
          row.next();
          met = row.getBoolean(1);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private static String order(String server, String bearer, String step) {
    // Longer than a lease, and than it would take the other node to notice that it ran out.
    String body =
        """
        {"skill":"generate_texture","step":"%s",
         "input":{"prompt":"gold tenant:acme accepts-after:12","size":512}}
        """
            .formatted(step);
    HttpResponse<byte[]> accepted =
        LiveServer.send(
            LiveServer.request(URI.create(server + "/api/v1/runs/run/steps"), bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
    String location = accepted.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String token(ServerProcess server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme&groups=creator"))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }
}
