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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product on two nodes of one database and one store, with the breakable provider in the place
 * of a paid one: what the provider's books say and what the product's do are the same.
 */
@OwnServers
class BreakableProviderIT {
  private static final int JOBS = 12;

  @TempDir static Path directory;

  @Test
  void two_nodes_and_a_paid_provider_agree_on_what_was_made_and_charged() throws Exception {
    Path war = BreakableWar.write(directory.resolve("atelier.war"));
    try (BreakableProcess provider = new BreakableProcess(directory.resolve("provider"));
        ServerProcess one = node(provider, war);
        ServerProcess two = one.node("breakable_it_two").deploying(war)) {
      provider.settings("{\"duration_seconds\":0.5}");
      provider.limit("{\"limit\":5,\"kind\":\"image\"}");
      one.start();
      two.start();
      String bearer = token(one);
      Instant begun = Instant.now();

      List<URI> jobs = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        String tags = i == 3 ? "fault:fails=content_policy" : "fault:error-on-poll";
        jobs.add(order((i % 2 == 0 ? one : two).url(), bearer, "step-" + i, tags));
      }
      jobs.add(order(two.url(), bearer, "lost", "fault@none:reset-after-accept"));
      jobs.add(order(one.url(), bearer, "damaged", "fault@none:corrupt-on-result"));
      jobs.add(order(two.url(), bearer, "broken", "fault@none:html-on-result*all"));
      List<JsonObject> settled = jobs.stream().map(job -> LiveServer.settled(job, bearer)).toList();

      assertThat(settled)
          .extracting(job -> job.getString("status"))
          .filteredOn(status -> !status.equals("COMPLETED"))
          .containsExactly("FAILED");
      List<LedgerEntry> ledger = provider.ledger();
      assertThat(ledger)
          .filteredOn(entry -> entry.is("charge"))
          .hasSize(JOBS + 2 + 1 + 2)
          .extracting(LedgerEntry::reference)
          .doesNotHaveDuplicates();
      // The create that got lost is another provider's now, and a possible charge.
      JsonObject lost = settled.get(JOBS);
      assertThat(lost.getString("provider")).isEqualTo("breakable-replay");
      assertThat(lost.getJsonArray("attempts").getJsonObject(0).getString("cost_basis"))
          .isEqualTo("possible");
      // What came damaged is fetched once more, and only then it is another provider's.
      assertFetchedTwice(settled.get(JOBS + 1), "SUCCEEDED", "breakable-none", ledger);
      assertFetchedTwice(settled.get(JOBS + 2), "FAILED", "breakable-replay", ledger);
      assertThat(charges(ledger)).isEqualTo(charges(one));
      Occupancy occupancy = Occupancy.of(ledger, entry -> entry.account().equals("none"));
      assertThat(occupancy.most()).isEqualTo(5);
      assertThat(occupancy.atLeast(1, begun, Instant.now())).isPositive();
      assertThat(provider.stats().getJsonArray("overshoots")).isEmpty();
      assertThat(provider.log()).doesNotExist();
    }
  }

  private static void assertFetchedTwice(
      JsonObject job, String status, String maker, List<LedgerEntry> ledger) {
    assertThat(job.getString("provider")).isEqualTo(maker);
    JsonObject first = job.getJsonArray("attempts").getJsonObject(0);
    assertThat(first.getString("provider")).isEqualTo("breakable-none");
    assertThat(first.getString("status")).as(first.toString()).isEqualTo(status);
    String task = first.getString("provider_job_id");
    assertThat(ledger)
        .filteredOn(entry -> entry.is("download") && task.equals(entry.json().getString("task")))
        .as(task)
        .hasSize(2);
  }

  private static ServerProcess node(BreakableProcess provider, Path war) throws Exception {
    return ServerProcess.development("breakable_it")
        .deploying(war)
        .with("BREAKABLE_BASE_URL", provider.url().toString())
        .with("GENERATION_IMAGE_PROVIDERS", "breakable-none,breakable-replay")
        .with("GENERATION_IMAGE_POLL_INTERVAL", Duration.ofMillis(300).toString());
  }

  /** Task and cost, by the stage's id, which is the client's reference. */
  private static Map<String, String> charges(List<LedgerEntry> ledger) {
    return ledger.stream()
        .filter(entry -> entry.is("charge"))
        .collect(
            Collectors.toMap(
                LedgerEntry::reference, entry -> entry.amount().toPlainString(), (a, b) -> a + b));
  }

  private static Map<String, String> charges(ServerProcess server) throws Exception {
    Map<String, String> charges = new HashMap<>();
    try (Connection database = server.database();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT id, coalesce(actual_cost, estimated_cost) FROM stage
                WHERE outcome IN ('ACCEPTED', 'UNKNOWN')
                """)) {
      while (row.next()) {
        charges.put(row.getString(1), row.getBigDecimal(2).toPlainString());
      }
    }
    return charges;
  }

  private static URI order(String server, String bearer, String step, String tags) {
    String body =
        """
        {"skill":"generate_texture","step":"%s","input":{"prompt":"gold tenant:acme %s","size":512}}
        """
            .formatted(step, tags);
    HttpResponse<byte[]> accepted =
        LiveServer.send(
            LiveServer.request(URI.create(server + "/api/v1/runs/run/steps"), bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
    return URI.create(accepted.headers().firstValue("Location").orElseThrow());
  }

  private static String token(ServerProcess server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme&groups=creator"))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }
}
