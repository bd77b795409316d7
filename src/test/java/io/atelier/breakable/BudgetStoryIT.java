package io.atelier.breakable;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.LiveServer;
import io.atelier.OwnServers;
import io.atelier.ServerProcess;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hard budget, the tenant's first, on two nodes of one installation: as soon as it is set a
 * hundred requests at once do not pass it, a node that is killed in the middle loses and releases
 * nothing, and what is spent is what the provider charged, to the cent.
 */
@OwnServers
class BudgetStoryIT {
  private static final int AT_ONCE = 100;
  // Of images, each of which costs 0.02.
  private static final String BUDGET =
      "{\"currency\":\"USD\",\"month\":{\"soft\":\"0.300000\",\"hard\":\"0.500000\"}}";
  private static final int AFFORDED = 25;

  @TempDir static Path directory;

  @Test
  void a_hundred_at_once_on_two_nodes_do_not_pass_a_hard_budget_and_a_crash_leaks_nothing()
      throws Exception {
    Path war = BreakableWar.write(directory.resolve("atelier.war"));
    try (BreakableProcess provider = new BreakableProcess(directory.resolve("provider"));
        ServerProcess one = node(provider, war);
        ServerProcess two = one.node("budget_it_two").deploying(war)) {
      one.start();
      two.start();
      String creator = token(one, "creator");
      String operator = token(one, "operator");
      URI unpaid = cancelledBeforeItBegan(one, creator, operator);
      // What it reads of budgets now it would go on with for a second.
      assertThat(budget(two, creator)).isEmpty();
      assertThat(LiveServer.put(at(one, "/tenants/acme/budget"), BUDGET, operator).statusCode())
          .isEqualTo(200);

      List<HttpResponse<byte[]>> answers = orderAtOnce(one, two, creator);
      List<URI> jobs = new ArrayList<>();
      for (HttpResponse<byte[]> answer : answers) {
        if (answer.statusCode() == 202) {
          String path = URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
          jobs.add(URI.create(one.url() + path)); // whichever node said so, this one lives
        } else {
          assertRefused(answer);
        }
      }
      assertThat(jobs).hasSize(AFFORDED);
      assertRefused(post(URI.create(unpaid + "/retry"), creator));
      two.kill();

      jobs.forEach(
          job ->
              assertThat(LiveServer.settled(job, creator).getString("status"))
                  .isEqualTo("COMPLETED"));
      BigDecimal charged =
          provider.ledger().stream()
              .filter(entry -> entry.is("charge"))
              .map(LedgerEntry::amount)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      JsonObject month = month(one, operator);
      assertThat(month.getString("reserved")).isEqualTo("0.000000");
      assertThat(new BigDecimal(month.getString("spent"))).isEqualByComparingTo(charged);
      assertThat(charged).isLessThanOrEqualTo(new BigDecimal("0.50"));
      assertThat(LiveServer.text(post(at(one, "/fsck/budgets"), operator)))
          .isEqualTo("{\"tenants\":1,\"findings\":[]}");
      assertThat(new BigDecimal(costs(one, operator))).isEqualByComparingTo(charged);
      assertThat(softLimitsTold(one)).isOne();
      assertThatDaysAreUtc(one, operator);
    }
  }

  // Issue 7, clock at a month's edge and at those of summer time: by the lines and by their sums.
  private static void assertThatDaysAreUtc(ServerProcess server, String operator)
      throws SQLException {
    List<String> times =
        List.of(
            "2025-02-01T00:30:00Z",
            "2025-03-09T06:59:59Z",
            "2025-03-31T23:59:59.999999Z",
            "2025-11-02T05:30:00Z",
            "2025-12-31T23:30:00Z");
    try (Connection database = server.database();
        PreparedStatement insert =
            database.prepareStatement(
                """
                INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider,
                  corrects, amount, basis, currency, recorded_at, kind, skill, model, parameters,
                  accepted_at)
                SELECT gen_random_uuid(), stage_id, job_id, tenant_id, run_id, step_id, provider,
                  id, 0.01, 'REPORTED', currency, now(), kind, skill, model, parameters,
                  CAST(? AS timestamptz)
                FROM cost_entry WHERE corrects IS NULL LIMIT 1
                """)) {
      for (String time : times) {
        insert.setString(1, time);
        assertThat(insert.executeUpdate()).isOne();
      }
    }
    String year = "/costs?from=2025-01-01&to=2026-01-01&groupBy=";
    assertThat(groups(server, operator, year, "day"))
        .containsExactlyElementsOf(times.stream().map(time -> time.substring(0, 10)).toList());
    assertThat(groups(server, operator, year, "month"))
        .containsExactly("2025-02", "2025-03", "2025-11", "2025-12");
  }

  private static List<String> groups(
      ServerProcess server, String operator, String query, String key) {
    return LiveServer.json(LiveServer.get(at(server, query + key), operator))
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .map(item -> item.getJsonObject("group").getString(key))
        .toList();
  }

  private static URI cancelledBeforeItBegan(ServerProcess server, String creator, String operator) {
    assertThat(post(at(server, "/admission/pause"), operator).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> accepted =
        LiveServer.send(
            LiveServer.request(at(server, "/runs/run/steps"), creator)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order(AT_ONCE)))
                .build());
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
    URI job =
        URI.create(
            server.url()
                + URI.create(accepted.headers().firstValue("Location").orElseThrow()).getPath());
    assertThat(LiveServer.json(post(URI.create(job + "/cancel"), creator)).getString("status"))
        .isEqualTo("CANCELLED");
    assertThat(post(at(server, "/admission/resume"), operator).statusCode()).isEqualTo(200);
    return job;
  }

  private static HttpResponse<byte[]> post(URI uri, String authorization) {
    return LiveServer.send(
        LiveServer.request(uri, authorization).POST(BodyPublishers.noBody()).build());
  }

  private static ServerProcess node(BreakableProcess provider, Path war) throws Exception {
    return ServerProcess.development("budget_it")
        .deploying(war)
        .with("TZ", "America/New_York") // which nothing may depend on
        .with("BREAKABLE_BASE_URL", provider.url().toString())
        .with("GENERATION_IMAGE_PROVIDERS", "breakable-replay")
        .with("GENERATION_IMAGE_LIMIT", "10")
        .with("GENERATION_IMAGE_POLL_INTERVAL", Duration.ofMillis(300).toString());
  }

  private static JsonArray budget(ServerProcess server, String creator) {
    HttpRequest estimate =
        LiveServer.request(at(server, "/estimates"), creator)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order(0)))
            .build();
    return LiveServer.json(LiveServer.send(estimate)).getJsonArray("budget");
  }

  private static List<HttpResponse<byte[]>> orderAtOnce(
      ServerProcess one, ServerProcess two, String creator) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<HttpResponse<byte[]>>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        HttpRequest request =
            LiveServer.request(at(i % 5 == 0 ? one : two, "/runs/run/steps"), creator)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order(i)))
                .build();
        calls.add(() -> LiveServer.send(request));
      }
      List<HttpResponse<byte[]>> answers = new ArrayList<>();
      for (Future<HttpResponse<byte[]>> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static void assertRefused(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(402);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonObject problem = LiveServer.json(answer);
    assertThat(problem.getString("code")).isEqualTo("BUDGET_EXHAUSTED");
    assertThat(problem.getJsonObject("budget").getString("currency")).isEqualTo("USD");
    assertThat(problem.getJsonObject("budget").getString("needed")).isEqualTo("0.020000");
    assertThat(new BigDecimal(problem.getJsonObject("budget").getString("left")))
        .isLessThan(new BigDecimal("0.02"));
  }

  private static JsonObject month(ServerProcess server, String operator) {
    return LiveServer.json(LiveServer.get(at(server, "/tenants/acme/budget/use"), operator))
        .getJsonArray("periods")
        .getJsonObject(1);
  }

  private static String costs(ServerProcess server, String operator) {
    return LiveServer.json(LiveServer.get(at(server, "/costs?groupBy=tenant"), operator))
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject)
        .get(0)
        .getString("amount");
  }

  private static long softLimitsTold(ServerProcess server) throws Exception {
    try (var database = server.database();
        var statement = database.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*) FROM event WHERE type = 'budget.soft_limit_reached'"
                    + " AND length(data ->> 'period') = 7")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String order(int i) {
    return """
    {"skill":"generate_texture","step":"step-%d",
     "input":{"prompt":"gold tenant:acme slow:1.5 number %d","size":512}}
    """
        .formatted(i, i);
  }

  private static URI at(ServerProcess server, String path) {
    return URI.create(server.url() + "/api/v1" + path);
  }

  private static String token(ServerProcess server, String group) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme&groups=" + group))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }
}
